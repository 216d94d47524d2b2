"""The story of `mailgate demo`, as a list of chapters in their order: `run_demo(leave=True)`.

No configuration and no network but loopback. Each chapter fails loudly (status 1, with what was expected, what was
seen, and where the data lies) when one of its steps does not happen.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from mailgate.demo.evening import a_day_passes, solved_please_verify, the_books, what_customers_say
from mailgate.demo.morning import SUPPORT, the_desk_opens, the_mail_comes_in, the_outage_is_first
from mailgate.demo.scene import Missed, Scene
from mailgate.demo.stage import Stage, open_stage
from mailgate.demo.tell import Teller
from mailgate.demo.work import first_line_works, second_line_helps, the_customers_answer
from mailgate.desk.doors import invite
from mailgate.model.errors import MailgateError

EXPECTED_WITHIN = 20.0  #: seconds for each step of the story
INTERRUPTED = 130  #: exit status after Ctrl-C in the middle

CHAPTERS: tuple[tuple[str, Callable[[Scene], None]], ...] = (
    ("The desk opens", the_desk_opens),
    ("Nine letters come in", the_mail_comes_in),
    ("What is first in the queue", the_outage_is_first),
    ("First line at work", first_line_works),
    ("Second line helps", second_line_helps),
    ("The customers answer", the_customers_answer),
    ("Solved, please verify", solved_please_verify),
    ("What the customers say", what_customers_say),
    ("A day passes", a_day_passes),
    ("The books", the_books),
)


def run_demo(
    leave: bool,
    *,
    timeout: float = EXPECTED_WITHIN,
    stage_of: Callable[[], AbstractContextManager[Stage]] = open_stage,
) -> int:
    """Tell the story; then serve the pages until Ctrl-C, or `leave`. The exit status."""
    tell = Teller()
    began = time.monotonic()
    try:
        with _termination_is_an_interrupt(), stage_of() as stage:
            if not _told(Scene(stage, tell, timeout)):
                return 1
            tell.text(f"\nThe whole story happened, in {time.monotonic() - began:.0f} s.", "bold green")
            return 0 if leave else _serve(stage, tell)
    except MailgateError as cause:
        tell.failed([f"The demo could not begin: {cause}"])
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _told(scene: Scene) -> bool:
    """Every chapter happened; else the reason is told and the data stays."""
    for number, (title, chapter) in enumerate(CHAPTERS, 1):
        scene.tell.chapter(number, title)
        try:
            chapter(scene)
        except BrokenPipeError:  # nobody listens to the story any more
            raise
        except Exception as cause:  # whatever it is, the person must learn which step it was, and where to look
            scene.stage.failed = True
            scene.tell.failed(_report(scene.stage, number, title, cause))
            return False
    return True


def _report(stage: Stage, number: int, title: str, cause: Exception) -> list[str]:
    what = [f"expected: {cause.expected}", f"seen:     {cause.seen}"] if isinstance(cause, Missed) else [_named(cause)]
    ran = "runs" if stage.server.alive else "does not run"
    return [
        f"FAILED in chapter {number}, {title}",
        *what,
        f"The server {ran}; its last words: {stage.server.last_words()}",
        f"data:     {stage.folder / 'data'}",
        f"log:      {stage.server.log}",
    ]


def _named(cause: Exception) -> str:
    return str(cause) if isinstance(cause, MailgateError) else f"{type(cause).__name__}: {cause}"


def _serve(stage: Stage, tell: Teller) -> int:
    """Keep the pages up, and tell every further letter that goes out, until Ctrl-C."""
    tell.chapter(len(CHAPTERS) + 1, "Look around")
    tell.line("pages", stage.house.base_url)
    tell.more("A one-time sign-in address for each role:")
    with stage.house.view() as work:
        staff = work.desk.staff
    first_of_each = {(one.role, one.lines): one for one in reversed(staff)}
    for one in reversed(first_of_each.values()):
        tell.line("", f"{one.name}, {one.role}" + (f", line {one.lines[0]}" if one.role == "agent" else ""))
        tell.address(invite(stage.house, one.email))
    tell.more(f"Mail in: 127.0.0.1:{stage.smtp_port}, to {SUPPORT}. Everything is removed at the end.")
    tell.line("clock", "Ctrl-C ends it.")
    seen = len(stage.sink.letters())
    try:
        while stage.server.alive:
            for letter in stage.sink.letters()[seen:]:
                tell.mail_out(letter)
                seen += 1
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    stage.failed = True
    tell.failed([f"The server has ended: {stage.server.last_words()}", f"log: {stage.server.log}"])
    return 1


@contextmanager
def _termination_is_an_interrupt() -> Iterator[None]:
    """SIGTERM and SIGHUP end the demo like Ctrl-C, so that nothing that it started is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
