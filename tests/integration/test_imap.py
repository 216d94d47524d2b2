"""Letters from a real Dovecot, and from servers that behave badly (threats P9, T11, T27, B21-B24, B40)."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from imapclient import IMAPClient

from mailgate.config import Imap
from mailgate.desk import fetch
from mailgate.desk.health import findings, status
from mailgate.desk.house import House
from mailgate.desk.ingest import decide_now
from mailgate.ingest.imap.login import NoToken, Refused, TokenLogin
from mailgate.ingest.imap.server import TROUBLES, Insecure, connect
from mailgate.ingest.imap.tokens import Refusal, Token
from mailgate.ingest.imap.watch import Watch, holder_name, is_gone
from mailgate.model.errors import Conflict
from mailgate.model.fetching import Lease
from mailgate.model.letter import Fate, KeptLetter, WayIn
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed
from tests.dovecot import PASSWORD, USER, Dovecot, a_mail
from tests.imap_parts import Line, Scripted

LIMIT = 100_000
LONG_AGO = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
DONE = {b"\\Seen"}
quick = partial(connect, connect_seconds=2, read_seconds=1)


@pytest.fixture
def house() -> House:
    return seed(a_house(imap_accounts=("support",)))


def watch(house: House, account: Imap, **keys: Any) -> Watch:
    return Watch(house, account, limit=LIMIT, **keys)


def look(house: House, account: Imap, **keys: Any) -> int:
    return watch(house, account, **keys).once()


def kept(house: House) -> list[KeptLetter]:
    with house.view() as work:
        return work.unit.letters.latest(None, 1000)[::-1]


def raws(house: House) -> list[bytes]:
    with house.view() as work:
        return [work.unit.letters.raw(letter.digest) for letter in kept(house)]


@contextmanager
def watching(house: House, account: Imap, **keys: Any) -> Iterator[Watch]:
    """A watch that runs in a thread of its own."""
    stop, running = threading.Event(), watch(house, account, **keys)
    thread = threading.Thread(target=running.run, args=(stop,))
    thread.start()
    try:
        yield running
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.01)


def the_account(house: House) -> dict[str, Any]:
    (row,) = status(house)["imap"]
    return dict(row)


# --- what is fetched, and what is left alone


def test_connecting_a_mailbox_means_from_now_on(house: House, dovecot: Dovecot) -> None:
    dovecot.deliver(*(a_mail(number) for number in range(50)))
    assert look(house, dovecot.account()) == 0
    assert look(house, dovecot.account()) == 0
    assert kept(house) == []
    assert set(map(frozenset, dovecot.flags().values())) == {frozenset()}


def test_a_new_letter_is_kept_as_it_is_and_then_marked(house: House, dovecot: Dovecot) -> None:
    dovecot.deliver(a_mail("old"))
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(2))
    assert look(house, dovecot.account()) == 2
    assert look(house, dovecot.account()) == 0
    assert raws(house) == [a_mail(1), a_mail(2)]
    assert [letter.envelope.way_in for letter in kept(house)] == [WayIn.IMAP, WayIn.IMAP]
    assert list(dovecot.flags().values()) == [set(), DONE, DONE]


def test_it_becomes_a_ticket_of_the_mailbox_that_the_account_stands_for(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account(address="support@desk.example")
    look(house, account)
    dovecot.deliver(a_mail(1))
    look(house, account)
    letter = decide_now(house, kept(house)[0])
    assert letter.fate in (Fate.TICKET, Fate.HELD)
    assert letter.envelope.rcpts == ("support@desk.example",)
    assert "submitted from this machine" not in letter.decision["reasons"]


def test_a_letter_that_somebody_has_read_already_is_fetched_too(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1))
    with dovecot.client() as client:
        client.select_folder("INBOX")
        client.add_flags(client.search(), ["\\Seen"])
    assert look(house, dovecot.account()) == 1


def test_leave_leaves_no_trace(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account(after="leave")
    look(house, account)
    dovecot.deliver(a_mail(1))
    assert look(house, account) == 1
    assert look(house, dovecot.account()) == 0
    assert list(dovecot.flags().values()) == [set()], "another setting is for what comes later"


def test_a_keyword_may_be_the_mark(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account(flag="$MailgateDone")
    look(house, account)
    dovecot.deliver(a_mail(1))
    look(house, account)
    assert list(dovecot.flags().values()) == [{b"$MailgateDone"}]


@pytest.mark.parametrize("without", [(), ("MOVE",)], ids=["MOVE", "UIDPLUS"])
def test_letters_are_moved_to_a_folder_that_is_made(house: House, dovecot: Dovecot, without: tuple[str, ...]) -> None:
    account = dovecot.account(after="move:Helpdesk/Hotová práce")
    use = partial(connect, without=without)
    dovecot.deliver(a_mail("old"))
    look(house, account, connect=use)
    dovecot.deliver(a_mail(1), a_mail(2))
    assert look(house, account, connect=use) == 2
    assert dovecot.letters() == [a_mail("old")]
    assert dovecot.letters("Helpdesk/Hotová práce") == [a_mail(1), a_mail(2)]


def test_without_uidplus_nothing_is_expunged_that_somebody_else_has_marked(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account(after="move:Done")
    use = partial(connect, without=("MOVE", "UIDPLUS"))
    dovecot.deliver(a_mail("old"))
    look(house, account, connect=use)
    with dovecot.client() as client:
        client.select_folder("INBOX")
        client.add_flags(client.search(), ["\\Deleted"])
    dovecot.deliver(a_mail(1))
    assert look(house, account, connect=use) == 1
    assert look(house, account, connect=use) == 0
    assert dovecot.letters() == [a_mail("old"), a_mail(1)]
    assert dovecot.letters("Done") == [a_mail(1)]


def test_a_letter_that_is_too_big_stands_in_the_ledger_and_stays_where_it_is(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail("big", "x" * 78 + "\r\n" + "y" * LIMIT), a_mail(2))
    assert look(house, dovecot.account()) == 2
    big, small = kept(house)
    assert (big.fate, big.author, big.subject) == (Fate.QUARANTINED, "ann@customer.example", "printer big")
    assert "above the limit of 0.1 MiB" in big.reason
    assert b"yyy" not in raws(house)[0]
    assert small.fate is None
    assert list(dovecot.flags().values()) == [set(), DONE]
    assert look(house, dovecot.account()) == 0
    assert the_account(house)["oversize"] == 1


def test_two_deliveries_of_the_same_bytes_are_two_letters_of_which_one_is_a_duplicate(
    house: House, dovecot: Dovecot
) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(1))
    assert look(house, dovecot.account()) == 2
    decide_now(house, kept(house)[-1])
    assert kept(house)[-1].fate is Fate.DUPLICATE


def test_letters_that_are_deleted_meanwhile_stop_nobody(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(2), a_mail(3))
    first, *_ = dovecot.flags()

    def delete(step: str) -> None:
        if step == "searched":
            dovecot.expunge(first)

    assert look(house, dovecot.account(), at=delete) == 2
    assert raws(house) == [a_mail(2), a_mail(3)]
    assert the_account(house)["failed"] == 0


# --- when the server's identifiers begin anew


def test_after_another_uidvalidity_nothing_is_kept_twice_and_nothing_is_lost(house: House, dovecot: Dovecot) -> None:
    dovecot.deliver(*(a_mail(f"old {number}") for number in range(3)), at=LONG_AGO)
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(2))
    look(house, dovecot.account())
    dovecot.deliver(a_mail(3))
    dovecot.renumber(validity=4711, first=1)
    dovecot.deliver(a_mail(4))
    assert look(house, dovecot.account()) == 2
    assert look(house, dovecot.account()) == 0
    assert raws(house) == [a_mail(number) for number in (1, 2, 3, 4)]
    assert list(dovecot.flags().values()) == [set()] * 3 + [DONE] * 4


def test_after_another_uidvalidity_with_other_letters_the_new_ones_are_kept(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(2))
    look(house, dovecot.account())
    dovecot.expunge(*dovecot.flags())
    dovecot.deliver(a_mail(3), a_mail(4))
    dovecot.renumber(validity=4712, first=1)
    assert look(house, dovecot.account()) == 2
    assert raws(house) == [a_mail(number) for number in (1, 2, 3, 4)]


def test_a_uid_that_is_given_out_again_is_another_letter(house: House, dovecot: Dovecot) -> None:
    """A mailbox from a backup: the same UIDVALIDITY, and by the time we look UIDNEXT is where it was."""
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(2))
    look(house, dovecot.account())
    first, second = dovecot.flags()
    dovecot.expunge(second)
    dovecot.deliver(a_mail("another one, under the UID of the second"))
    dovecot.renumber(first=first)
    assert list(dovecot.flags()) == [first, second]
    assert look(house, dovecot.account()) == 1
    assert raws(house)[2] == a_mail("another one, under the UID of the second")
    assert look(house, dovecot.account()) == 0


def test_a_uidnext_that_has_gone_back_is_a_new_beginning(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1), a_mail(2))
    look(house, dovecot.account())
    first, second = dovecot.flags()
    dovecot.expunge(first, second)
    dovecot.renumber(next_uid=first)
    dovecot.deliver(a_mail(3))
    assert list(dovecot.flags()) == [first]
    assert look(house, dovecot.account()) == 1
    assert raws(house)[2:] == [a_mail(3)]


def test_a_size_that_is_told_otherwise_is_still_the_same_letter(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1))
    look(house, dovecot.account())
    lease = Lease("support", "test", 0)
    with house.store.writing() as unit:
        lease = unit.fetching.claim("support", "test", 60) or lease
        cursor = unit.fetching.cursor("support", "INBOX")
        assert cursor is not None
        (row,) = unit.fetching.at_all("support", "INBOX", cursor.validity).values()
    fetch.restamp(house, lease, row, "another/size")
    fetch.let_go(house, lease)
    assert look(house, dovecot.account()) == 0
    with house.store.reading() as unit:
        after = unit.fetching.cursor("support", "INBOX")
        assert after is not None
        assert after.generation == 0
        assert unit.fetching.at(row.place).stamp == row.stamp  # type: ignore[union-attr]


# --- the daily comparison


def test_the_daily_comparison_fetches_what_is_missing_and_reports(house: House, dovecot: Dovecot) -> None:
    dovecot.deliver(a_mail("old"))
    look(house, dovecot.account())
    dovecot.deliver(*(a_mail(number) for number in range(5)))
    with house.store.writing() as unit:  # as if a server had shown its letters out of order
        cursor = unit.fetching.cursor("support", "INBOX")
        assert cursor is not None
        unit.fetching.put_cursor(type(cursor)(**{**vars_of(cursor), "next_uid": cursor.next_uid + 3}))
    with watching(house, dovecot.account()):
        until(lambda: the_account(house)["last_fetch"])
    assert sorted(raws(house)) == [a_mail(number) for number in range(5)]
    row = the_account(house)
    assert row["report"].startswith("5 letters since the connection are on the server, 3 of them were missing")
    assert row["reconciled"] == row["last_fetch"]


def vars_of(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


# --- waiting


def test_a_letter_that_arrives_while_we_wait_is_there_at_once(house: House, dovecot: Dovecot) -> None:
    with watching(house, dovecot.account()):
        until(lambda: the_account(house)["last_fetch"])
        time.sleep(0.2)
        started = time.monotonic()
        dovecot.deliver(a_mail(1))
        until(lambda: kept(house))
        assert time.monotonic() - started < 2
        dovecot.deliver(a_mail(2))
        until(lambda: len(kept(house)) == 2)


def test_without_idle_it_is_asked_for_again_and_again(house: House, dovecot: Dovecot) -> None:
    use = partial(connect, without=("IDLE",))
    with watching(house, dovecot.account(poll_seconds=1), connect=use):
        until(lambda: the_account(house)["last_fetch"])
        dovecot.deliver(a_mail(1))
        until(lambda: kept(house), 5)


def test_a_line_that_has_gone_silent_is_noticed_and_made_anew(house: House, dovecot: Dovecot) -> None:
    with Line(dovecot.plain) as line:
        account = dovecot.account(port=line.port, idle_seconds=1)
        with watching(house, account, connect=quick, pause=0.1):
            until(lambda: the_account(house)["last_fetch"])
            line.silent = True
            until(lambda: the_account(house)["trouble"], 8)
            line.silent = False
            dovecot.deliver(a_mail(1))
            until(lambda: kept(house))
            until(lambda: the_account(house)["trouble"] is None)


def test_a_server_that_dies_while_we_wait_is_noticed_at_once(house: House, dovecot: Dovecot) -> None:
    with Line(dovecot.plain) as line, watching(house, dovecot.account(port=line.port), connect=quick, pause=0.1):
        until(lambda: the_account(house)["last_fetch"])
        time.sleep(0.2)
        line.hang_up()
        until(lambda: the_account(house)["trouble"], 3)
        dovecot.deliver(a_mail(1))
        until(lambda: kept(house))


def test_a_server_that_vanishes_in_the_middle_of_a_letter_leaves_nothing_behind(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1, "z" * 60_000))
    with Line(dovecot.plain) as line:
        line.cut_after = 20_000
        with pytest.raises(TROUBLES):
            look(house, dovecot.account(port=line.port), connect=quick)
    assert kept(house) == []
    assert look(house, dovecot.account()) == 1
    assert raws(house) == [a_mail(1, "z" * 60_000)]


# --- who is at it


def test_two_who_watch_one_account_keep_each_letter_once(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account(after="move:Done")
    look(house, account)
    with watching(house, account, holder="one:1:a"), watching(house, account, holder="two:1:b"):
        for number in range(10):
            dovecot.deliver(a_mail(number))
        until(lambda: len(kept(house)) >= 10)
        until(lambda: len(dovecot.letters("Done")) == 10)
    assert sorted(raws(house)) == [a_mail(number) for number in range(10)]


def test_who_stands_by_says_who_has_the_account_and_takes_over(house: House, dovecot: Dovecot) -> None:
    lease = fetch.claim(house, "support", "elsewhere:12:x")
    assert lease is not None
    with pytest.raises(Conflict, match="held by elsewhere:12:x"):
        look(house, dovecot.account())
    assert the_account(house)["held_by"] == "elsewhere:12:x"
    fetch.let_go(house, lease)
    assert look(house, dovecot.account()) == 0


def test_a_holder_that_was_away_too_long_writes_nothing_more(house: House, dovecot: Dovecot) -> None:
    look(house, dovecot.account())
    dovecot.deliver(a_mail(1))

    def overtaken(step: str) -> None:
        if step == "fetched":
            present = fetch.state_of(house, "support").holder
            assert fetch.claim(house, "support", "two:1:b", over=present)

    with pytest.raises(Conflict):
        look(house, dovecot.account(), at=overtaken)
    assert kept(house) == []
    assert list(dovecot.flags().values()) == [set()]


def test_a_process_of_this_machine_that_is_no_more_is_gone() -> None:
    us = holder_name("x")
    host = us.partition(":")[0]
    assert is_gone(f"{host}:999999999:x", us)
    assert not is_gone(us, us)
    assert not is_gone(f"{host}:1:x", us)
    assert not is_gone("elsewhere:999999999:x", us)
    assert not is_gone("", us)


# --- coming in


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_tls_is_verified(house: House, dovecot: Dovecot, tls: str) -> None:
    port = dovecot.tls if tls == "implicit" else dovecot.plain
    account = dovecot.account(host="localhost", tls=tls, port=port, ca_file=dovecot.certificate)
    assert look(house, account) == 0
    dovecot.deliver(a_mail(1))
    assert look(house, account) == 1
    assert kept(house)[0].envelope.tls
    with pytest.raises(TROUBLES, match="certificate verify failed"):
        look(house, dovecot.account(host="localhost", tls=tls, port=port))


def test_tls_waits_by_idle_too(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account(host="localhost", tls="implicit", port=dovecot.tls, ca_file=dovecot.certificate)
    with watching(house, account):
        until(lambda: the_account(house)["last_fetch"])
        for number in range(3):
            dovecot.deliver(a_mail(number))
            until(lambda number=number: len(kept(house)) == number + 1, 3)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("greeting", "words"), [("* PREAUTH welcome", "PREAUTH"), ("* OK hi", "no STARTTLS")], ids=["PREAUTH", "stripped"]
)
def test_nothing_secret_is_said_to_a_server_that_skips_the_protection(
    house: House, greeting: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    answers = ("CAPABILITY", "* CAPABILITY IMAP4rev1")
    with Scripted(answers, greeting=greeting) as server:
        account = Imap(name="support", host="localhost", port=server.port, tls="starttls", user=USER, password=PASSWORD)
        with pytest.raises(Insecure, match=words):
            look(house, account, connect=quick)
        with watching(house, account, connect=quick):
            until(lambda: the_account(house)["trouble"])
    assert not [line for line in server.heard if re.match("LOGIN|AUTH", line)]
    assert "nothing secret was sent" in the_account(house)["trouble"]


def test_a_wrong_password_is_told_once_with_what_to_check(
    house: House, dovecot: Dovecot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailgate.ingest.imap.watch._FIRST_REFUSED", 0.05)
    caplog.set_level(logging.DEBUG)
    with watching(house, dovecot.account(password="sesame closed")):
        until(lambda: the_account(house)["trouble"])
        time.sleep(0.5)
    told = [record for record in caplog.records if "login refused for account support" in record.getMessage()]
    assert len(told) == 1
    assert "check password in the settings" in told[0].getMessage()
    assert "sesame closed" not in caplog.text
    (finding, *_) = [each for each in findings(house) if each.what.startswith("IMAP")]
    assert finding.level == "error"


def test_the_password_stands_in_no_log(
    house: House, dovecot: Dovecot, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD + "\n")
    account = dovecot.account(password="", password_file=str(secret))
    assert look(house, account) == 0
    look(house, account, connect=partial(connect, without=("AUTH=PLAIN",)))
    assert "LOGIN" in caplog.text
    assert PASSWORD not in caplog.text
    assert "b3BlbiBzZXNhbWU" not in caplog.text


def test_a_secret_file_that_is_not_there_is_said(house: House, dovecot: Dovecot) -> None:
    with pytest.raises(Refused, match="/nowhere/secret cannot be read: No such file"):
        look(house, dovecot.account(password="", password_file="/nowhere/secret"))


# --- tokens


def oauth(dovecot: Dovecot) -> Imap:
    return dovecot.account(
        password="", auth="microsoft", tenant="t", client_id="c", client_secret_file="/nowhere", address=""
    )


class Provider:
    """Gives a token each time, or does not."""

    def __init__(self, dovecot: Dovecot, lasts: float) -> None:
        self.dovecot, self.lasts, self.given, self.down = dovecot, lasts, 0, False

    def __call__(self) -> Token:
        if self.down:
            raise Refusal("AADSTS7000222: the client secret is expired")
        self.given += 1
        self.dovecot.tokens.clear()
        self.dovecot.tokens[f"token{self.given}"] = USER
        return Token(f"token{self.given}", time.time() + self.lasts)


def test_a_token_opens_the_account(house: House, dovecot: Dovecot) -> None:
    account, provider = oauth(dovecot), Provider(dovecot, 3600)
    login = TokenLogin(account, provider)
    assert look(house, account, login=login) == 0
    dovecot.deliver(a_mail(1))
    assert look(house, account, login=login) == 1
    assert provider.given == 1
    assert "token1" not in repr(provider())


def test_a_token_that_the_server_refuses_is_not_shown_again(house: House, dovecot: Dovecot) -> None:
    account, provider = oauth(dovecot), Provider(dovecot, 3600)
    login = TokenLogin(account, provider)
    look(house, account, login=login)
    dovecot.tokens.clear()
    with pytest.raises(Refused, match="may the application read support"):
        look(house, account, login=login)
    assert look(house, account, login=login) == 0
    assert provider.given == 2


def test_a_token_is_renewed_ahead_of_its_end_and_the_session_made_anew(
    house: House, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailgate.ingest.imap.watch.BEAT_SECONDS", 0.1)
    account, provider = oauth(dovecot), Provider(dovecot, 1.5)
    with watching(house, account, login=TokenLogin(account, provider)):
        until(lambda: provider.given >= 2)
        dovecot.deliver(a_mail(1))
        until(lambda: kept(house))
        assert the_account(house)["trouble"] is None
        assert the_account(house)["token_until"]


def test_a_renewal_that_fails_is_told_at_once_with_the_hour_at_which_it_will_matter(
    house: House, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("mailgate.ingest.imap.watch.BEAT_SECONDS", 0.1)
    account, provider = oauth(dovecot), Provider(dovecot, 1.5)
    with watching(house, account, login=TokenLogin(account, provider)):
        until(lambda: the_account(house)["last_fetch"])
        provider.down = True
        until(lambda: the_account(house)["trouble"])
    words = the_account(house)["trouble"]
    assert "no token for account support: AADSTS7000222" in words
    assert re.search(r"the present token ends at \d{4}-\d\d-\d\d \d\d:\d\d UTC, then nothing is fetched", words)
    assert words in caplog.text
    assert [each for each in findings(house) if words in each.what]


def test_without_a_token_nobody_knocks(house: House, dovecot: Dovecot) -> None:
    account, provider = oauth(dovecot), Provider(dovecot, 3600)
    provider.down = True
    with pytest.raises(NoToken, match="no token for account support"):
        look(house, account, login=TokenLogin(account, provider))


# --- servers with odd answers

LETTER = a_mail("odd")


def odd(*first: tuple[str, Any], validity: str = "* OK [UIDVALIDITY 7] ok\r\n") -> Scripted:
    """A server with one letter, UID 5, that came after the connection."""
    size = f'* 1 FETCH (UID 5 RFC822.SIZE {len(LETTER)} INTERNALDATE "02-Nov-2099 09:00:00 +0000")'
    return Scripted(
        *first,
        ("CAPABILITY", "* CAPABILITY IMAP4rev1"),
        ("SELECT .*", f"* 1 EXISTS\r\n{validity}* OK [UIDNEXT 6] ok"),
        ("UID SEARCH UID .*", "* SEARCH 5"),
        (r"UID FETCH 5 \(RFC822.SIZE INTERNALDATE\)", size),
        (r"UID FETCH 5 \(BODY.PEEK\[\]\)", f"* 1 FETCH (UID 5 BODY[] {{{len(LETTER)}}}\r\n{LETTER.decode()})"),
    )


def scripted(server: Scripted) -> Imap:
    return Imap(name="support", host="127.0.0.1", port=server.port, tls="none", user=USER, password=PASSWORD)


def connected_before(house: House, validity: int = 7, next_uid: int = 5) -> None:
    """The account was connected when UID 5 was still to come."""
    from mailgate.model.fetching import Cursor

    with house.store.writing() as unit:
        unit.fetching.put_cursor(Cursor("support", "INBOX", validity, 0, next_uid, next_uid, next_uid, time.time()))


def test_a_server_with_nothing_but_the_base_protocol_will_do(house: House) -> None:
    connected_before(house)
    with odd() as server:
        assert look(house, scripted(server), connect=quick) == 1
        assert look(house, scripted(server), connect=quick) == 0
    assert raws(house) == [LETTER]
    assert [line for line in server.heard if "STORE" in line] == ["UID STORE 5 +FLAGS.SILENT (\\Seen)"]
    assert not [line for line in server.heard if re.search("EXPUNGE|CLOSE", line)]


@pytest.mark.parametrize(
    "answer",
    [
        "* 1 FETCH (UID 5 BODY[] NIL)",
        "* 1 FETCH (UID 6 BODY[] {3}\r\nabc)",
        "",
        "NO [UNAVAILABLE] cannot be read",
    ],
    ids=["NIL", "another UID", "nothing", "NO"],
)
def test_a_letter_that_is_not_handed_over_is_tried_again_and_then_told(house: House, answer: str) -> None:
    connected_before(house)
    with odd((r"UID FETCH 5 \(BODY.PEEK\[\]\)", answer)) as server:
        for _ in range(5):
            assert look(house, scripted(server), connect=quick) == 0
    asked = [line for line in server.heard if "BODY.PEEK[]" in line]
    assert len(asked) == 3
    assert the_account(house)["failed"] == 1
    assert [each for each in findings(house) if "does not hand over 1 letter" in each.what]
    with odd() as server, watching(house, scripted(server), connect=quick):
        until(lambda: kept(house))
        until(lambda: the_account(house)["failed"] == 0)


@pytest.mark.parametrize("validity", ["", "* OK [UIDVALIDITY 0] ok\r\n"], ids=["none", "0"])
def test_a_server_without_uidvalidity_is_known_by_bytes(house: House, validity: str) -> None:
    connected_before(house, validity=0)
    with odd(validity=validity) as server:
        assert look(house, scripted(server), connect=quick) == 1
        assert look(house, scripted(server), connect=quick) == 0
        assert look(house, scripted(server), connect=quick) == 0
    assert raws(house) == [LETTER]


def test_a_size_that_was_only_a_guess_does_not_let_a_big_letter_in(house: House) -> None:
    connected_before(house)
    big = a_mail("big", "x" * LIMIT)
    head = big.partition(b"\r\n\r\n")[0].decode() + "\r\n\r\n"
    body = (r"UID FETCH 5 \(BODY.PEEK\[\]\)", f"* 1 FETCH (UID 5 BODY[] {{{len(big)}}}\r\n{big.decode()})")
    top = (r"UID FETCH 5 \(BODY.PEEK\[HEADER\].*", f"* 1 FETCH (UID 5 BODY[HEADER]<0> {{{len(head)}}}\r\n{head})")
    with odd(body, top) as server:
        assert look(house, scripted(server), connect=quick) == 1
    assert (kept(house)[0].fate, kept(house)[0].subject) == (Fate.QUARANTINED, "printer big")


def test_nonsense_from_a_server_does_not_end_the_watch(house: House) -> None:
    nonsense = odd(("UID SEARCH .*", "* SEARCH five"))
    with nonsense, watching(house, scripted(nonsense), connect=quick, pause=0.1):
        until(lambda: the_account(house)["trouble"])
    connected_before(house)
    with odd() as server:
        assert look(house, scripted(server), connect=quick) == 1


def test_the_line_is_encrypted_before_anything_is_asked(dovecot: Dovecot) -> None:
    account = dovecot.account(host="localhost", tls="starttls", ca_file=dovecot.certificate)
    server = connect(account)
    assert isinstance(server.client, IMAPClient)
    assert type(server.client.socket()).__name__ == "SSLSocket"
    server.close()


def test_an_account_that_was_not_read_for_long_is_an_error(house: House, dovecot: Dovecot) -> None:
    assert [each.what for each in findings(house) if "IMAP" in each.what] == ["the IMAP account support was never read"]
    with watching(house, dovecot.account()):
        until(lambda: the_account(house)["last_fetch"])
    assert not [each for each in findings(house) if "IMAP" in each.what]
    house.clock.forward(timedelta(minutes=16))  # type: ignore[attr-defined]
    assert [each.level for each in findings(house) if "was last read" in each.what] == ["error"]
