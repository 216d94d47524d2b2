"""The pager against a real web server on loopback: signed, tried again, and never waited for for long."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mailgate.desk import look
from mailgate.desk.act import act
from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver, deliver_all
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.desk.tick import ring_all
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.outbound.pager import Pager, open_pager
from mailgate.testing import MORNING, SetClock, a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

KEY = bytes(range(32))
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
ADA = "ada@desk.example"


@dataclass
class Gateway:
    """What came in, and what is answered: 200 when nothing else is said; "hang" and "drip" never come to an end."""

    url: str = ""
    came: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int | str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    known = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            known.came.append((self.path, {name.lower(): text for name, text in self.headers.items()}, body))
            answer = known.answers.pop(0) if known.answers else 200
            if answer == "hang":
                known.released.wait()
            elif answer == "drip":
                self.drip()
            else:
                self.send_response(int(answer))
                self.send_header("Location", "/elsewhere")
                self.end_headers()

        def drip(self) -> None:
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
                while not known.released.wait(0.02):
                    self.wfile.write(b"y")
            except OSError:  # the other side hung up
                pass

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    known.url = f"http://127.0.0.1:{server.server_port}/in?team=desk"
    yield known
    known.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


def a_pager(gateway: Gateway, timeout: float = 5, secret: str = SECRET) -> Pager:
    return open_pager(gateway.url, lambda: secret, timeout)


def a_called_house(gateway: Gateway, timeout: float = 5) -> House:
    """A P1 has come in the shift, and its first rung with it."""
    house = seed(a_house(pager=a_pager(gateway, timeout), clock=SetClock()))
    letter = a_letter(subject="Total outage ☎", text="Nothing works.\n")
    receive(house, an_envelope(received_at=house.clock.now()), letter)
    drain(house)
    ring_all(house)
    return house


def calls(house: House) -> list[OutLetter]:
    with house.view() as work:
        return [letter for letter in work.unit.outbox.of_ticket(1) if letter.by_pager]


def test_a_call_is_json_and_signed_so_that_its_receiver_can_check_it(gateway: Gateway) -> None:
    house = a_called_house(gateway)
    deliver_all(house)
    path, headers, body = gateway.came[0]
    assert path == "/in?team=desk"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mark = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mark}"
    assert headers["webhook-timestamp"] == str(int(MORNING.timestamp()))
    assert headers["content-type"] == "application/json"
    told = json.loads(body)
    assert told["type"] == "page"
    assert told["data"] == {
        "ticket": "MG-1",
        "priority": "P1",
        "subject": "Total outage ☎",
        "customer": "Customer s.r.o.",
        "state": "first_line",
        "to": {"email": ADA, "name": "Ada First"},
        "url": "https://help.desk.example/t/MG-1",
        "since": MORNING.isoformat(),
        "due": (MORNING + timedelta(minutes=30)).isoformat(),
    }
    assert [json.loads(body)["data"]["to"]["email"] for _, _, body in gateway.came] == [
        "ada@desk.example",
        "bob@desk.example",
        "lea@desk.example",
    ], "beside the mail that each of them got"
    assert [letter.state for letter in calls(house)] == [OutState.SENT] * 3


def test_the_outbox_is_its_log(gateway: Gateway) -> None:
    house = a_called_house(gateway)
    deliver_all(house)
    with house.view() as work:
        rows = [row for row in look.outbox(work) if row["to"] == f"pager:{ADA}"]
    assert [(row["effect"], row["state"], row["answer"]) for row in rows] == [("page", "sent", "250 HTTP 200 OK")]


def test_what_fails_twice_is_tried_again_under_the_same_name(gateway: Gateway) -> None:
    house = a_called_house(gateway)
    with house.work() as work:  # Ada alone
        desk = replace(work.desk, staff=work.desk.staff[:1])
        work.unit.setup.put(desk)
    gateway.answers = [503, 500]
    deliver(house)
    (first, *_) = calls(house)
    assert (first.state, first.tries, first.answer) == (OutState.QUEUED, 1, "451 HTTP 503 Service Unavailable")
    assert first.due_at == MORNING + timedelta(minutes=1)
    for minutes in (1, 2):
        house.clock.forward(timedelta(minutes=minutes))  # type: ignore[attr-defined]
        deliver(house)
    (first, *_) = calls(house)
    assert (first.state, first.tries) == (OutState.SENT, 3)
    assert len({headers["webhook-id"] for _, headers, _ in gateway.came}) == 1
    stamps = [int(headers["webhook-timestamp"]) for _, headers, _ in gateway.came]
    assert [stamp - stamps[0] for stamp in stamps] == [0, 60, 180], "each try is of its own time"


@pytest.mark.parametrize("way", ["hang", "drip"])
def test_a_gateway_that_never_ends_its_answer_holds_up_no_other_letter(gateway: Gateway, way: str) -> None:
    house = a_called_house(gateway, timeout=0.3)
    gateway.answers = [way] * 3
    deliver_all(house)
    assert {(letter.state, letter.answer) for letter in calls(house)} == {
        (OutState.QUEUED, "451 no answer within 0.3 s")
    }
    assert house.relay.sent_to(ADA)  # type: ignore[attr-defined]


def test_taking_the_ticket_ends_the_tries(gateway: Gateway) -> None:
    house = a_called_house(gateway)
    gateway.answers = [503] * 3
    deliver_all(house)
    act(house, "MG-1", "take", ADA, {})
    house.clock.forward(timedelta(hours=1))  # type: ignore[attr-defined]
    deliver_all(house)
    assert len(gateway.came) == 3
    assert {letter.state for letter in calls(house)} == {OutState.CANCELLED}


def test_whoever_left_the_staff_is_not_called(gateway: Gateway) -> None:
    house = a_called_house(gateway)
    with house.work() as work:
        work.unit.setup.put(replace(work.desk, staff=work.desk.staff[1:]))
    deliver_all(house)
    left = next(letter for letter in calls(house) if letter.person == ADA)
    assert (left.state, left.answer) == (OutState.SUPPRESSED, f"{ADA} is no longer on the staff")


def test_without_a_pager_in_the_settings_any_more_its_calls_end(gateway: Gateway) -> None:
    house = replace(a_called_house(gateway), pager=None)
    deliver_all(house)
    assert {letter.answer for letter in calls(house)} == {"there is no [pager] in the settings any more"}
    assert house.relay.sent_to(ADA)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "code"), [(204, 250), (302, 451), (401, 451), (404, 451), (410, 550), (429, 451), (500, 451)]
)
def test_only_2xx_is_taken_and_only_gone_is_for_good(gateway: Gateway, status: int, code: int) -> None:
    gateway.answers = [status]
    assert a_pager(gateway).call("page_1", b"{}", datetime(2026, 11, 2, tzinfo=UTC)).code == code
    assert len(gateway.came) == 1, "no redirect is followed"


def test_a_gateway_that_is_not_there_is_no_error_of_ours(free_port: Callable[[], int]) -> None:
    answer = open_pager(f"http://127.0.0.1:{free_port()}/", lambda: SECRET, 5).call("page_1", b"{}", MORNING)
    assert answer.temporary
    assert "ConnectionRefusedError" in answer.text


def test_a_secret_that_went_bad_is_told_without_it(gateway: Gateway) -> None:
    answer = a_pager(gateway, secret="open sesame").call("page_1", b"{}", MORNING)
    assert answer.temporary
    assert "make one: echo whsec_" in answer.text
    assert "sesame" not in answer.text
    assert gateway.came == []


def test_a_secret_file_that_is_gone_is_told(gateway: Gateway, tmp_path: Path) -> None:
    pager = open_pager(gateway.url, lambda: (tmp_path / "gone").read_text(), 5)
    assert "FileNotFoundError" in pager.call("page_1", b"{}", MORNING).text
