"""The providers' own libraries, against a provider that is played here: what is asked, what comes of the answers."""

import http.server
import json
import threading
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailgate.config import Imap
from mailgate.ingest.imap.tokens import Refusal, google, microsoft

TENANT = "11111111-2222-3333-4444-555555555555"


def an_account(**keys: str) -> Imap:
    return Imap(name="support", host="imap.example", user="support@desk.example", **keys)  # type: ignore[arg-type]


class Google(http.server.BaseHTTPRequestHandler):
    """The token endpoint that the key file names."""

    asked: list[dict[str, str]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append(dict(urllib.parse.parse_qsl(body)))
        answer = json.dumps({"access_token": "ya29.x", "expires_in": 3599, "token_type": "Bearer"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture
def google_endpoint() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Google)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/token"
    server.shutdown()
    server.server_close()


def test_a_service_account_of_google_asks_in_the_name_of_the_mailbox(google_endpoint: str, tmp_path: Path) -> None:
    pytest.importorskip("google.auth", reason="no google-auth: pip install 'mailgate[oauth]'")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path / "key.json"
    file.write_text(
        json.dumps(
            {
                "type": "service_account",
                "client_email": "mailgate@project.iam.gserviceaccount.example",
                "private_key": pem.decode(),
                "private_key_id": "1",
                "token_uri": google_endpoint,
            }
        )
    )
    token = google(an_account(auth="google", key_file=str(file)))()
    assert token.text == "ya29.x"
    assert 3500 < token.until - time.time() < 3700
    import jwt

    claims = jwt.decode(Google.asked[-1]["assertion"], options={"verify_signature": False})
    assert (claims["sub"], claims["scope"]) == ("support@desk.example", "https://mail.google.com/")


@pytest.mark.parametrize("refused", [False, True])
def test_an_application_of_microsoft_asks_with_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    pytest.importorskip("msal", reason="no msal: pip install 'mailgate[oauth]'")
    import requests

    base = f"https://login.microsoftonline.com/{TENANT}"
    configuration = {
        "issuer": f"{base}/v2.0",
        "token_endpoint": f"{base}/oauth2/v2.0/token",
        "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
        "metadata": [],
    }
    granted: dict[str, Any] = {"access_token": "eyJ.x", "expires_in": 3599, "token_type": "Bearer"}
    words = {"error": "invalid_client", "error_description": "AADSTS7000222: The secret is expired.\r\nTrace ID: 1"}
    asked: list[str] = []

    def send(_: object, request: requests.PreparedRequest, **__: object) -> requests.Response:
        answer = requests.Response()
        answer.status_code = 401 if refused and request.method == "POST" else 200
        body = configuration if request.method == "GET" else words if refused else granted
        answer._content = json.dumps(body).encode()
        asked.append(str(request.body or request.url))
        return answer

    monkeypatch.setattr(requests.Session, "send", send)
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    source = microsoft(an_account(auth="microsoft", tenant=TENANT, client_id="app", client_secret_file=str(secret)))
    if refused:
        with pytest.raises(Refusal, match=r"^AADSTS7000222: The secret is expired\.$"):
            source()
        return
    assert source().text == "eyJ.x"
    assert source().text == "eyJ.x"
    posts = [dict(urllib.parse.parse_qsl(each)) for each in asked if "grant_type" in each]
    assert len(posts) == 2, "each time a fresh one"
    assert posts[0]["grant_type"] == "client_credentials"
    assert posts[0]["client_secret"] == "s3cret"
    assert "https://outlook.office365.com/.default" in posts[0]["scope"]
