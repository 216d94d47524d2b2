"""Logs: one line each to stderr, with no words of letters and no secrets in them."""

import logging


def start_logging(level: int = logging.INFO) -> None:
    """For the long-running processes; commands speak for themselves."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for noisy in ("mail.log", "mail.debug", "asyncio", "celery", "imapclient", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("kombu").setLevel(logging.ERROR)
