"""The pages as people use them, in a browser."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.served import Desk, link

PHONE = {"width": 360, "height": 740}


def open_ticket(page: Page, desk: Desk, subject: str) -> str:
    """Wait for the ticket in the queue, open it; its number."""
    until = time.monotonic() + 20
    while True:
        page.goto(f"{desk.url}/q")
        found = page.get_by_role("link", name=subject)
        if found.count():
            break
        assert time.monotonic() < until, f"{subject} never came"
        time.sleep(0.3)
    found.first.click()
    number = re.search(r"/t/(MG-\d+)", page.url)
    assert number
    return number[1]


def test_a_request_is_taken_resolved_and_confirmed_without_any_script(
    staff_without_js: Page, customer: Page, desk: Desk
) -> None:
    page = staff_without_js
    desk.send("ann@oak.example", "the wiki is down", "Hello, an outage: the wiki is down. Ann")
    open_ticket(page, desk, "the wiki is down")
    page.get_by_role("button", name="Take it").click()
    page.locator("#act-resolve summary").click()
    page.get_by_label("How it was solved").fill("The wiki was restarted.")
    page.get_by_label("Cause").select_option("equipment")
    page.get_by_label("Minutes spent").fill("10")
    page.locator("#act-resolve").get_by_role("button", name="Preview what the customer receives").click()
    preview = page.locator("pre.body").inner_text()
    assert "The wiki was restarted." in preview
    page.get_by_role("button", name="Send").click()

    letter = desk.sent("The wiki was restarted.")
    customer.goto(f"{link(letter, 'v')}?answer=yes")
    expect(customer.get_by_text("The wiki was restarted.")).to_be_visible()
    customer.locator("button[name=answer]").first.click()
    desk.sent("is closed")
    page.reload()
    expect(page.locator("body")).to_contain_text("Closed")


def test_markup_in_a_letter_is_only_text(staff: Page, desk: Desk) -> None:
    bad = '<img src="http://127.0.0.1:9/x"><script>alert(1)</script>'
    header = '"<script>alert(2)</script>" <jan@lipa.example>'
    desk.send("jan@lipa.example", f"bad {bad}", f"Hello {bad} <svg onload=alert(3)>", header=header)
    number = open_ticket(staff, desk, "bad <img")
    expect(staff.locator("body")).to_contain_text("<svg onload=alert(3)>")
    assert staff.locator("article script, article img, article svg").count() == 0
    staff.goto(f"{desk.url}/letters")
    expect(staff.locator("body")).to_contain_text(number)


def test_the_queue_is_walked_by_keys(staff: Page, desk: Desk) -> None:
    desk.send("ann@oak.example", "first by key", "one")
    desk.send("ann@oak.example", "second by key", "two")
    open_ticket(staff, desk, "second by key")
    staff.goto(f"{desk.url}/q")
    staff.keyboard.press("j")
    staff.keyboard.press("o")
    staff.wait_for_url(re.compile(r"/t/MG-\d+"))
    staff.keyboard.press("u")
    staff.wait_for_url(re.compile(r"/q"))


def test_a_new_ticket_is_decided_by_two_keys_each_for_category_and_priority(staff: Page, desk: Desk) -> None:
    desk.send("ann@oak.example", "hm by keys", "Hm.")
    number = open_ticket(staff, desk, "hm by keys")
    staff.goto(f"{desk.url}/triage")
    for _ in range(20):  # others may wait here, too
        if staff.locator(f"[data-ticket={number}]").count():
            break
        with staff.expect_navigation():
            staff.keyboard.press("n")
    for key in "cfpn":
        staff.keyboard.press(key)
    expect(staff.get_by_label("Category")).to_have_value(re.compile("^f"))
    expect(staff.get_by_label("Priority")).to_have_value("P3")
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("status")).to_contain_text(f"{number}: Category and priority are set.")
    staff.goto(f"{desk.url}/t/{number}")
    expect(staff.locator("body")).to_contain_text("First line")


def test_a_public_form_makes_one_ticket_and_its_letter_proves_the_address(
    customer: Page, staff: Page, desk: Desk
) -> None:
    customer.goto(f"{desk.url}/form/hello")
    customer.locator("[name=name]").fill("Eve New")
    customer.locator("[name=email]").fill("eve@new.example")
    customer.locator("[name=message]").fill("Please call me about a server.")
    customer.locator("main form button").first.click()
    letter = desk.sent("/p/")
    assert "server" not in letter  # none of the sender's words
    customer.goto(link(letter, "p"))
    customer.locator("main button").first.click()
    open_ticket(staff, desk, "Please call me about a server.")
    expect(staff.locator("body")).to_contain_text("used the link in our letter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, staff: Page, desk: Desk, scheme: str) -> None:
    subject = f"a very long subject about {'everything' * 6} on a phone {scheme}"
    desk.send("ann@oak.example", subject, "x" * 300)
    number = open_ticket(staff, desk, subject[:40])
    context = browser.new_context(
        viewport=PHONE, color_scheme=scheme, storage_state=staff.context.storage_state(), locale="en-GB"
    )
    page = context.new_page()
    for path in ("/q", f"/t/{number}", "/letters", "/form/hello", "/v/nonsense", "/sign-in"):
        page.goto(f"{desk.url}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{path} is {width} px wide"
    context.close()
