"""The certificate of the doors, and its renewal without a restart.

One context lives as long as the process; a renewed certificate is tried in a context of its own first and then loaded
into it, so that half-written files never replace what works. Connections that are open keep what they began with.
"""

import logging
import ssl
from pathlib import Path

from mailgate.model.errors import BadSetup

log = logging.getLogger(__name__)


class Certificate:
    """Certificate chain and key, from two PEM files."""

    def __init__(self, certificate: Path, key: Path) -> None:
        """Raises BadSetup when they cannot be used."""
        self._files = (certificate, key)
        self._seen = self._state()
        self.context = self._fresh()

    def renew(self, *, always: bool = False) -> bool:
        """Load the files again when they changed, or `always`. True when they were; trouble is logged."""
        state = self._state()
        if state == self._seen and not always:
            return False
        try:
            self._fresh()
            self.context.load_cert_chain(*self._files)
        except (BadSetup, OSError) as cause:
            log.error("the certificate was not renewed, the one before stays: %s", cause)
            return False
        self._seen = state
        log.info("certificate loaded from %s", self._files[0])
        return True

    def _fresh(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
        try:
            context.load_cert_chain(*self._files, password=_no_password)
        except (OSError, ValueError) as cause:  # ssl.SSLError is an OSError
            reason = getattr(cause, "reason", None) or getattr(cause, "strerror", None) or str(cause)
            names = " and ".join(map(str, self._files))
            raise BadSetup([f"tls.certificate_file and tls.key_file: {names} cannot be used: {reason}"]) from cause
        return context

    def _state(self) -> tuple[tuple[int, int, int] | None, ...]:
        """What tells a new file from the old one."""
        return tuple(_stat(path) for path in self._files)


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _no_password() -> str:
    """Instead of a question on a terminal that nobody reads."""
    raise ValueError("the key is encrypted; give one without a password")
