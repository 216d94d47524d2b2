"""A browser in front of the whole thing: `mailgate serve` as a process of its own, a real Chromium, no mock between.

These tests are a pytest run of their own: the browser's driver keeps an event loop in the main thread.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.served import CUSTOMERS, Desk, free_port, wait_until_it_listens

_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        why = "no Chromium: apt-get install chromium"
        if os.environ.get("MAILGATE_REQUIRE_PARTS") == "1":
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(folder, free_port(), f"http://127.0.0.1:{free_port()}")
    answers = ("--firm", "Fern IT", "--mailbox", "help@fern.example", "--staff", "ola@fern.example")
    desk.run("init", ".", *answers, "--arrival", "trial")
    settings = (folder / "mailgate.toml").read_text()
    settings = settings.replace("127.0.0.1:8025", f"127.0.0.1:{desk.smtp_port}")
    settings = settings.replace("127.0.0.1:8080", desk.url.removeprefix("http://"))
    (folder / "mailgate.toml").write_text(settings)
    form = '\n[[form]]\nid = "hello"\npublic = true\ncategory = "fault"\nfields = ["name", "email", "message"]\n'
    (folder / "desk.toml").write_text((folder / "desk.toml").read_text() + form)
    (folder / "customers.csv").write_text(CUSTOMERS)
    desk.run("load", "desk.toml")
    desk.run("registry", "import", "customers.csv")
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "mailgate", "serve"], cwd=folder, stderr=log, stdout=log)
        try:
            wait_until_it_listens(desk, server, folder / "serve.log")
            yield desk
        finally:
            server.terminate()
            assert server.wait(30) == 0, (folder / "serve.log").read_text()


@pytest.fixture
def staff(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A signed-in staff member's page; every request that leaves for elsewhere fails the test."""
    yield from _page(browser, desk, sign_in=True)


@pytest.fixture
def staff_without_js(browser: Browser, desk: Desk) -> Iterator[Page]:
    yield from _page(browser, desk, sign_in=True, java_script_enabled=False)


@pytest.fixture
def customer(browser: Browser, desk: Desk) -> Iterator[Page]:
    yield from _page(browser, desk, sign_in=False, java_script_enabled=False)


def _page(browser: Browser, desk: Desk, *, sign_in: bool, java_script_enabled: bool = True) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", java_script_enabled=java_script_enabled)
    page = context.new_page()
    page.set_default_timeout(15_000)
    strange: list[str] = []
    page.on("dialog", lambda dialog: strange.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: strange.append(request.url) if not request.url.startswith(desk.url) else None)
    if sign_in:
        page.goto(desk.run("staff", "invite", "ola@fern.example").splitlines()[0])
        page.get_by_role("button", name="Sign in as").click()
    yield page
    context.close()
    assert strange == []
