"""Tokens are renewed ahead of their end, secrets come from files, and nothing of them is said."""

from pathlib import Path

import pytest

from mailgate.config import Imap
from mailgate.ingest.imap.login import RENEW_AHEAD, TRY_AGAIN, NoToken, Refused, TokenLogin, first_line, said
from mailgate.ingest.imap.tokens import SOURCES, Refusal, Token, token_of


class Server:
    """Takes every token, and remembers it."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.client = self

    def oauth2_login(self, user: str, token: str) -> None:
        self.shown.append((user, token))


class Provider:
    def __init__(self, now: list[float]) -> None:
        self.now, self.given, self.down = now, 0, False

    def __call__(self) -> Token:
        if self.down:
            raise Refusal("invalid_client: AADSTS7000215: Invalid client secret provided.")
        self.given += 1
        return Token(f"t{self.given}", self.now[0] + 3600)


def an_account(**keys: str) -> Imap:
    known = {"name": "support", "host": "outlook.example", "user": "support@desk.example", "auth": "microsoft"}
    return Imap(**{**known, "tenant": "t", "client_id": "c", "client_secret_file": "/secret", **keys})


@pytest.fixture
def now() -> list[float]:
    return [1_000_000.0]


@pytest.fixture
def provider(now: list[float]) -> Provider:
    return Provider(now)


@pytest.fixture
def login(provider: Provider, now: list[float]) -> TokenLogin:
    return TokenLogin(an_account(), provider, lambda: now[0])


def test_one_token_serves_until_it_is_to_be_renewed(login: TokenLogin, provider: Provider, now: list[float]) -> None:
    server = Server()
    login(server)  # type: ignore[arg-type]
    now[0] += 3600 - RENEW_AHEAD - 1
    assert not login.renewed()
    login(server)  # type: ignore[arg-type]
    assert server.shown == [("support@desk.example", "t1")] * 2
    now[0] += 2
    assert login.renewed()
    assert not login.renewed()
    login(server)  # type: ignore[arg-type]
    assert server.shown[-1] == ("support@desk.example", "t2")
    assert login.until == now[0] + 3600


def test_before_the_first_login_there_is_nothing_to_renew(login: TokenLogin, provider: Provider) -> None:
    assert not login.renewed()
    assert provider.given == 0


def test_a_renewal_that_fails_names_the_end_and_is_tried_again_later(
    login: TokenLogin, provider: Provider, now: list[float]
) -> None:
    server = Server()
    login(server)  # type: ignore[arg-type]
    provider.down = True
    now[0] += 3600 - RENEW_AHEAD
    with pytest.raises(NoToken, match=r"AADSTS7000215.*ends at 1970-01-12 14:46 UTC, then nothing is fetched"):
        login.renewed()
    assert not login.renewed(), "not at once again"
    login(server)  # type: ignore[arg-type]
    assert server.shown[-1][1] == "t1", "the present one still opens"
    now[0] += TRY_AGAIN
    with pytest.raises(NoToken):
        login.renewed()
    now[0] += RENEW_AHEAD
    with pytest.raises(NoToken, match="no token for account support"):
        login(server)  # type: ignore[arg-type]


def test_a_token_that_lasts_short_is_renewed_in_its_last_fifth(now: list[float]) -> None:
    login = TokenLogin(an_account(), lambda: Token("short", now[0] + 100), lambda: now[0])
    login(Server())  # type: ignore[arg-type]
    now[0] += 79
    assert not login.renewed()
    now[0] += 2
    assert login.renewed()


def test_an_answer_of_the_provider_is_a_token_or_its_words() -> None:
    assert token_of({"access_token": "x", "expires_in": 3599}, 10.0) == Token("x", 3609.0)
    with pytest.raises(Refusal, match=r"^AADSTS700016: no such application$"):
        token_of({"error": "unauthorized_client", "error_description": "AADSTS700016: no such application\nTrace"}, 0)
    with pytest.raises(Refusal, match="an answer without a token"):
        token_of({}, 0)


@pytest.mark.parametrize(("auth", "package"), [("microsoft", "msal"), ("google", "google.auth.transport.requests")])
def test_without_the_extra_the_error_names_the_command(
    auth: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(Refusal, match=r"pip install 'mailgate\[oauth\]'"):
        SOURCES[auth](an_account(key_file="/key"))()


def test_a_secret_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xef\xbb\xbfopen sesame \r\nsecond\r\n")
    assert first_line(str(file)) == "open sesame "


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"\nx", "is empty"), (b"\xff", "it is not UTF-8"), (None, "No such file")],
)
def test_a_secret_that_cannot_be_had_is_said_with_its_file(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refused, match=words):
        first_line(str(file))


def test_what_a_server_says_is_one_short_line() -> None:
    assert said(ValueError("b'[AUTHENTICATIONFAILED] no\x1b[0m way'")) == "[AUTHENTICATIONFAILED] no [0m way"
    assert len(said(ValueError("x" * 1000))) == 300
    assert said(TimeoutError()) == "TimeoutError"
