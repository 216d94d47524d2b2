"""The other doors' clients. Like `serving.Client` they send the same again until it is promised to be kept.

What came by IMAP is promised as soon as it lies in the mailbox: mailgate has to fetch it.
"""

import contextlib
import http.client
import smtplib
from urllib.parse import urlencode

from imapclient import IMAPClient

from tests.dovecot import Dovecot

from .serving import Answer, Client


class LmtpClient(Client):
    """As the server in front of us would."""

    talk = smtplib.LMTP


class FormClient(Client):
    """Fills in the public form, each time from another address: ten in ten minutes are an address's share."""

    def letter(self, nonce: str, count: int) -> bytes:
        sender = self.senders[count % len(self.senders)]
        fields = {"name": "Ann", "email": sender, "subject": f"printer {nonce}", "_key": f"key-{nonce}"}
        return urlencode({**fields, "message": f"It does not print, says {nonce}.\n" * (1 + count % 20)}).encode()

    def submit(self, nonce: str, raw: bytes) -> Answer | None:
        count = int(nonce.rpartition("-")[2])
        source = (f"127.1.{count // 250 % 250}.{count % 250 + 1}", 0)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=source)
        try:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/form/contact", raw, kind)
            status = connection.getresponse().status
        except http.client.HTTPException:
            return None
        finally:
            connection.close()
        if status != 303:
            (self.put_off if status >= 500 else self.refused).append(f"{nonce}: {status}")
        return Answer() if status == 303 else None


class ImapSource(Client):
    """Puts letters into the mailbox that mailgate looks after."""

    def __init__(self, number: int, dovecot: Dovecot, pause: float) -> None:
        super().__init__(number, dovecot.plain, pause=pause)
        self._dovecot = dovecot
        self._client: IMAPClient | None = None

    def submit(self, nonce: str, raw: bytes) -> Answer:
        self._client = self._client or self._dovecot.client()
        self._client.append("INBOX", raw)
        return Answer()

    def run(self) -> None:
        super().run()
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.logout()
