"""The tasks and their schedule. The database is the truth; Celery only wakes people up (law 13).

    celery = make_celery("memory://", house)      # a worker: tasks are bound to the house
    send_wake_up(make_celery(url), "letters")     # a door: only sends

A task claims batches until nothing is left. Inside one process each kind runs once at a time, so that letters are
decided in their order. A wake-up that comes meanwhile makes it run once more and waits for nothing: a relay that hangs
holds up one thread, and never those that decide and ring.
"""

import threading
from collections.abc import Callable
from typing import Any

from celery import Celery

from mailgate.desk.again import prove_again
from mailgate.desk.decide import drain_some
from mailgate.desk.deliver import deliver
from mailgate.desk.health import HEARTBEAT
from mailgate.desk.house import House
from mailgate.desk.learning import learn
from mailgate.desk.tick import ring

#: Seconds between sweeps, by task: what a lost wake-up costs at most.
SWEEPS = {
    "drain_letters": 2.0,
    "deliver_outbox": 2.0,
    "ring_clocks": 5.0,
    "prove_again": 20.0,
    "beat_heart": 30.0,
    "learn": 3600.0,
}
WAKES = {"letters": "drain_letters", "outbox": "deliver_outbox"}
_POLLING_SECONDS = 0.05
_GIVES_WAY_SECONDS = 0.1
SCHEDULER = "celery.beat:Scheduler"  #: in memory: the schedule is SWEEPS

Step = Callable[[], Any]


def make_celery(broker_url: str, house: House | None = None, stop: threading.Event | None = None) -> Celery:
    """The Celery app; with a house its tasks can run here, until `stop` is set."""
    celery = Celery("mailgate", broker=broker_url, set_as_current=False)
    celery.conf.update(
        accept_content=["json"],
        task_serializer="json",
        task_ignore_result=True,
        task_default_queue="mailgate",
        # A wake-up that got lost is found by the next sweep, so none needs to be acknowledged late; and late ones let a
        # worker wait for ever for a RabbitMQ that has lost its queue.
        task_acks_late=False,
        worker_enable_prefetch_count_reduction=False,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        worker_enable_remote_control=False,  # any number of workers on a host, without names to quarrel about
        broker_connection_retry_on_startup=True,
        broker_transport_options={"polling_interval": _POLLING_SECONDS} if broker_url.startswith("memory") else {},
        beat_schedule={
            name: {"task": name, "schedule": every, "options": {"expires": every}} for name, every in SWEEPS.items()
        },
        beat_scheduler=SCHEDULER,
    )
    if house is not None:
        for name, run in tasks(house, stop or threading.Event()).items():
            celery.task(name=name)(run)
    return celery


def tasks(house: House, stop: threading.Event) -> dict[str, Callable[[], None]]:
    """The tasks by name. Each looks between two steps, and delivery between two letters, whether it shall stop."""
    decide, send = _first_and_second(lambda: drain_some(house), lambda: deliver(house, 1))
    return {
        "drain_letters": _one_at_a_time(decide, stop),
        "deliver_outbox": _one_at_a_time(send, stop),
        "ring_clocks": _one_at_a_time(lambda: ring(house), stop),
        "prove_again": _one_at_a_time(lambda: prove_again(house), stop),
        "beat_heart": _one_at_a_time(lambda: beat_heart(house), stop),
        "learn": _one_at_a_time(lambda: learn(house) and None, stop),
    }


def send_wake_up(celery: Celery, kind: str) -> None:
    """One message without content; it is worthless after the next sweep."""
    name = WAKES[kind]
    celery.send_task(name, expires=SWEEPS[name], retry=False)


def beat_heart(house: House) -> None:
    """The schedule and a worker live."""
    with house.work() as work:
        work.unit.notes.put(HEARTBEAT, work.now.isoformat())


def _first_and_second(first: Step, second: Step) -> tuple[Step, Step]:
    """Before each step the second waits for a step of the first to end, for a moment: it is slowed, never stopped.

    Threads of one process share its time. What came in is decided before everything that is to go out has left.
    """
    quiet = threading.Event()
    quiet.set()

    def goes_first() -> Any:
        quiet.clear()
        try:
            return first()
        finally:
            quiet.set()

    def gives_way() -> Any:
        quiet.wait(_GIVES_WAY_SECONDS)
        return second()

    return goes_first, gives_way


def _one_at_a_time(step: Step, stop: threading.Event) -> Callable[[], None]:
    running = threading.Lock()
    wanted = threading.Event()

    def run() -> None:
        wanted.set()
        # Looked at again after each release: a wake-up that found it running has left its wish by then.
        while wanted.is_set() and running.acquire(blocking=False):
            try:
                wanted.clear()
                while not stop.is_set() and step():
                    pass
            finally:
                running.release()

    return run
