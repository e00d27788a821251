"""At the table, on a phone: the treasurer takes dues from somebody new, prints the receipt, counts the box."""

import re

import pytest

from tests.browser.conftest import type_password
from tests.browser.pages import PHONE

WIDTH = "document.documentElement.scrollWidth"
SHOWN = "element => element.checkVisibility({visibilityProperty: true})"
INK = """() => [...document.querySelectorAll('.slip, .slip *:not(svg, svg *)')]
    .map(element => getComputedStyle(element).color)"""


@pytest.fixture
def treasurer(visit):
    page = visit(viewport=PHONE, color_scheme="dark").new_page()
    type_password(page, "treasurer@example.org")
    return page


def add_somebody(page, name):
    page.goto("/admin/cash/")
    page.locator("[name=q]").fill(name)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=f"Add “{name}”").click()
    page.locator("label.cash-tile", has_text="Português").click()
    assert page.evaluate(WIDTH) <= PHONE["width"]
    page.get_by_role("button", name="Next: the payment").click()


def record(page):
    """Two taps: the amount, and the button. What does not belong to a month is out of the way."""
    page.locator("label.cash-tile", has_text="$120").wait_for(state="hidden")
    assert page.evaluate(WIDTH) <= PHONE["width"]
    page.locator(".cash-amounts:visible label", has_text="$15").click()
    page.get_by_role("button", name="Record it").click()
    page.wait_for_url("**/admin/cash/receipt/**")
    return re.search(r"\d{4}-\d{4}", page.locator("main h2").first.inner_text())[0]


def see_paper(page, number):
    """One slip, black on white, in her language; nothing of the editor."""
    page.emulate_media(media="print", color_scheme="dark")
    slip = page.locator(".slip")
    words = slip.inner_text()
    assert (f"Recibo {number}" in words, "Jandira Exemplo" in words, "$15" in words) == (True, True, True)
    assert slip.locator("svg").evaluate(SHOWN)
    others = page.locator("main h1, .cash-ways, .cash-form, .cash-actions, .sidebar")
    assert [others.nth(number).evaluate(SHOWN) for number in range(others.count())] == [False] * others.count()
    assert set(page.evaluate(INK)) == {"rgb(0, 0, 0)"}
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    page.emulate_media(media="screen")


def count_box(page):
    page.goto("/admin/cash/batches/")
    page.locator(".cash-people a", has_text="open").first.click()
    expected = page.locator("dt", has_text="Should be there").locator("+ dd").inner_text()
    page.locator("[name=counted]").fill(expected)
    page.get_by_role("button", name="This is what I counted").click()
    page.wait_for_url("**/admin/cash/batches/")
    assert "Counted. The next payment opens a new batch." in page.locator("body").inner_text()
    assert page.locator(".cash-people li").first.inner_text().splitlines()[0].endswith("· counted")


def test_dues_of_somebody_new_end_in_a_counted_box(treasurer):
    add_somebody(treasurer, "Jandira Exemplo")
    number = record(treasurer)
    see_paper(treasurer, number)
    count_box(treasurer)


def test_another_amount_chooses_itself_and_a_donation_asks_for_nothing_else(treasurer):
    add_somebody(treasurer, "Jandira Segunda")
    treasurer.locator("label.cash-tile", has_text="$120").wait_for(state="hidden")
    treasurer.locator("[name=amount]").fill("17")
    assert treasurer.locator("[name=suggested][value=other]").is_checked()
    treasurer.locator(".cash-amounts:visible label", has_text="$15").click()
    assert treasurer.locator("[name=amount]").input_value() == ""
    treasurer.locator("label.cash-tile", has_text="Donation").click()
    assert [treasurer.locator("[data-dues]").nth(part).is_hidden() for part in range(4)] == [True] * 4
    assert treasurer.locator("[name=amount]").is_visible()
