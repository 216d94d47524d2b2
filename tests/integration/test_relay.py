"""The relay against a real SMTP and LMTP listener on loopback, and against a folder."""

from email import message_from_bytes
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import AuthResult, LoginPassword

from mailgate.model.errors import WrongUse
from mailgate.outbound.relay import open_relay

LETTER = b"Subject: hi\r\n\r\n.leading dot\r\n..\r\nMAIL FROM:<a@b.example>\r\n"


class Sink:
    """Keeps what arrives; answers what the test wants."""

    def __init__(self):
        self.letters = []
        self.sessions = set()
        self.rcpt, self.data = "250 OK", "250 kept as 7"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.sessions.add(session.peer)
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return self.data


class LmtpController(Controller):
    def factory(self):
        return LMTP(self.handler, **self.SMTP_kwargs)


@pytest.fixture
def sink():
    return Sink()


@pytest.fixture
def listener(sink, free_port):
    """`listener()` starts one on a free port and gives it; all are stopped at the end."""
    started = []

    def start(kind=Controller, **settings):
        controller = kind(sink, hostname="127.0.0.1", port=free_port(), **settings)
        controller.start()
        started.append(controller)
        return controller

    yield start
    for controller in started:
        controller.stop(no_assert=True)


@pytest.fixture
def relay_to():
    """`relay_to(url)`: an open relay, closed at the end."""
    relays = []

    def build(url):
        relays.append(open_relay(url, timeout=5))
        return relays[-1]

    yield build
    for relay in relays:
        relay.close()


def send(relay, to="kos@pekarna-dvur.example", sender="support@linden.example"):
    return relay.send(LETTER, sender, to, "20261102T080000Z-1")


def test_a_letter_arrives_byte_for_byte_and_the_answer_comes_back(sink, listener, relay_to):
    answer = send(relay_to(f"smtp://127.0.0.1:{listener().port}"))
    assert (answer.code, answer.text, answer.accepted) == (250, "kept as 7", True)
    assert sink.letters == [("support@linden.example", ["kos@pekarna-dvur.example"], LETTER)]


def test_the_null_sender_is_null_on_the_wire(sink, listener, relay_to):
    assert send(relay_to(f"smtp://127.0.0.1:{listener().port}"), sender="").accepted
    assert sink.letters[0][0] == "<>"


def test_one_connection_carries_many_letters(sink, listener, relay_to):
    relay = relay_to(f"smtp://127.0.0.1:{listener().port}")
    assert all(send(relay).accepted for _ in range(5))
    assert len(sink.sessions) == 1


def test_a_connection_that_died_meanwhile_is_opened_again(sink, listener, relay_to):
    first = listener()
    relay = relay_to(f"smtp://127.0.0.1:{first.port}")
    assert send(relay).accepted
    relay._connection.sock.close()
    assert send(relay).accepted
    assert len(sink.letters) == 2


@pytest.mark.parametrize("stage", ["rcpt", "data"])
@pytest.mark.parametrize(("words", "code", "temporary"), [("450 later", 450, True), ("550 no such person", 550, False)])
def test_a_refusal_is_an_answer_and_the_next_letter_is_not_hurt(
    sink, listener, relay_to, stage, words, code, temporary
):
    relay = relay_to(f"smtp://127.0.0.1:{listener().port}")
    usual = getattr(sink, stage)
    setattr(sink, stage, words)
    answer = send(relay)
    assert (answer.code, answer.text, answer.temporary) == (code, words[4:], temporary)
    setattr(sink, stage, usual)
    assert send(relay).accepted


def test_too_large_for_the_server_is_said_before_the_letter(sink, listener, relay_to):
    answer = send(relay_to(f"smtp://127.0.0.1:{listener(data_size_limit=10).port}"))
    assert answer.permanent
    assert sink.letters == []


def test_nobody_listening_is_temporary(relay_to, free_port):
    answer = send(relay_to(f"smtp://127.0.0.1:{free_port()}"))
    assert (answer.code, answer.temporary) == (451, True)


@pytest.mark.parametrize(
    "bad", ["a@b.example>\r\nRCPT TO:<v@x.example", "a@b.example, v@x.example", "Jan <a@b.example>"]
)
@pytest.mark.parametrize("field", ["to", "sender"])
def test_what_is_not_one_address_never_reaches_the_server(sink, listener, relay_to, field, bad):
    """Threats T25, T26."""
    answer = send(relay_to(f"smtp://127.0.0.1:{listener().port}"), **{field: bad})
    assert answer.permanent
    assert sink.letters == []


def test_lmtp_gives_its_answer_too(sink, listener, relay_to):
    answer = send(relay_to(f"lmtp://127.0.0.1:{listener(LmtpController).port}"))
    assert answer.accepted
    assert sink.letters[0][2] == LETTER


def sign_in(server, session, envelope, mechanism, data):
    fine = isinstance(data, LoginPassword) and (data.login, data.password) == (b"mail@gate", b"p/w:%")
    return AuthResult(success=fine, handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_user_and_password_are_decoded_from_the_url(sink, listener, relay_to):
    port = listener(authenticator=sign_in, auth_required=True, auth_require_tls=False).port
    assert send(relay_to(f"smtp://mail%40gate:p%2Fw%3A%25@127.0.0.1:{port}")).accepted
    for refused in ("mail%40gate:wrong@", ""):  # about our set-up, so no letter may fail for it
        answer = send(relay_to(f"smtp://{refused}127.0.0.1:{port}"))
        assert (answer.code, answer.temporary) == (451, True)
        assert answer.text.startswith("53")


def test_threads_share_one_relay(sink, listener, relay_to):
    relay = relay_to(f"smtp://127.0.0.1:{listener().port}")
    answers = []
    threads = [Thread(target=lambda: answers.append(send(relay))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.code for answer in answers] == [250] * 8
    assert len(sink.letters) == 8


def test_a_folder_keeps_one_file_per_letter_and_nothing_half_written(tmp_path):
    relay = open_relay(f"file:{tmp_path}/out")
    assert send(relay).accepted
    assert send(relay).accepted
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "20261102T080000Z-1.eml"
    assert file.read_bytes() == LETTER
    assert message_from_bytes(LETTER)["Subject"] == "hi"


def test_a_folder_that_cannot_be_written_is_temporary_and_a_bad_name_is_not(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert send(open_relay(f"file:{tmp_path}/file")).temporary
    assert open_relay(f"file:{tmp_path}").send(LETTER, "", "a@b.example", "../escape").permanent
    assert not (tmp_path.parent / "escape.eml").exists()


@pytest.mark.parametrize(
    "url", ["", "file:", "http://x.example", "smtp://", "smtp://x.example:port", "linden.example:25"]
)
def test_a_url_that_is_no_relay_is_refused_at_once(url):
    with pytest.raises(WrongUse, match="relay"):
        open_relay(url)
