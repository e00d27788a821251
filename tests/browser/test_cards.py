"""Cards, on the demonstration: pay, fail, mend, refund, dispute, statement. In the end both sides hold the same."""

import re
import time

from tests.browser.conftest import type_password
from tests.browser.pages import LAPTOP

PATIENCE = 30  # seconds until the till's message must have arrived
CARD = "/en/member/dues/card/"


def become_somebody(page):
    """One of the staff has no name with us yet: a member of whom nobody else's test knows."""
    type_password(page, "collector@example.org")
    page.goto("/en/member/")
    page.locator("[name=given_name]").fill("Rosalba")
    page.locator("main form .btn").first.click()
    page.wait_for_url("**/member/welcome/")


def choose(page):
    """$25 a month, again and again; the first card is declined, the second is good."""
    page.goto(f"{CARD}?period=month")
    page.locator("[name=amount][value='2500']").check()
    page.locator("[name=again][value=yes]").check()
    page.get_by_role("button", name="Go to the pay page").click()
    page.wait_for_url("**/demo/till/pay/**")
    assert page.get_by_text("DEMO").first.is_visible()
    for card in ("declined", "good"):
        page.locator(f"[name=card][value={card}]").check()
        page.locator("main form .btn").first.click()
    page.wait_for_url(f"**{CARD}done/**")
    assert page.get_by_text("We received $25.").is_visible()


def at_till(page, *buttons):
    for button in buttons:
        page.goto("/demo/till/")
        page.get_by_role("button", name=re.compile(f"^{button}")).first.click()
        page.wait_for_load_state()


def wait_for(page, path, words):
    """Looks again until the till's messages have arrived."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        page.goto(path)
        if words in page.locator("main").inner_text():
            return
        time.sleep(0.5)
    raise AssertionError(f"{words} was not there after {PATIENCE} seconds: {page.locator('main').inner_text()}")


def mend_card(page):
    page.goto(CARD)
    page.get_by_role("button", name="Change the card").click()
    page.wait_for_url("**/demo/till/portal/**")
    page.get_by_role("button", name="Use a good card").click()
    page.get_by_role("link", name="Back to the center").click()
    page.wait_for_url("**/member/dues/")


def left_at_till(page):
    page.goto("/demo/till/")
    return page.locator("dl.account-facts > div", has_text="What is left").locator("dd").inner_text()


def left_in_ledger(page):
    page.goto("/admin/dues/ledger/?method=card")
    return page.locator("dl > div", has_text="Net").first.locator("dd").inner_text()


def test_a_card_from_the_first_payment_to_the_last_dispute(visit):
    her, desk, treasurer = visit().new_page(), visit(viewport=LAPTOP).new_page(), visit(viewport=LAPTOP).new_page()
    become_somebody(her)
    choose(her)
    wait_for(her, CARD, "$25 every month.")
    at_till(desk, "Let the next renewal fail", "Renew now")
    wait_for(her, "/en/member/dues/", "The last payment did not go through.")
    mend_card(her)
    at_till(desk, "Try the card again")
    wait_for(her, "/en/member/dues/", "Card\n")
    at_till(desk, "Give back", "Dispute it")
    type_password(treasurer, "treasurer@example.org")
    wait_for(treasurer, "/admin/dues/ledger/?method=card", "Lines\n4")
    assert left_in_ledger(treasurer) == left_at_till(desk)
    year = her.request.get(f"/en/member/dues/statement/{time.localtime().tm_year}.pdf")
    assert (year.status, year.headers["content-type"], year.body()[:5]) == (200, "application/pdf", b"%PDF-")
