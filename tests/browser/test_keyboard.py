"""The site by keyboard: everything is reached, in the order of the page, and the focus is always seen."""

import pytest

from tests.browser.pages import LAPTOP, PHONE, places

MOST_STOPS = 120
STOPS = """() => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls]';
    const seen = element => element.checkVisibility({visibilityProperty: true});
    const stops = [...document.querySelectorAll(wanted)].filter(seen);
    const taken = stop => stop.type !== "radio" || stop.checked;
    stops.filter(taken).forEach((stop, number) => stop.dataset.stop = number);
    return stops.filter(taken).map(stop => stop.outerHTML.slice(0, 160));
}"""
# What the focus changes; a label around a native input shows it instead of the input.
FOCUS = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const shown = element.closest("label.choice") ?? element;
    const style = getComputedStyle(shown);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const box = element.getBoundingClientRect();
    return {
        stop: element.dataset.stop === undefined ? element.outerHTML.slice(0, 160) : Number(element.dataset.stop),
        isMarked: outline || style.boxShadow !== "none",
        isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
PLACES = [
    place
    for place in places("home", "program", "show", "help", "found", "404", "log-in", "account")
    if place.language == "es"
]


def walk(page):
    """Where Tab leads from the top of the page, until it leaves it."""
    steps = []
    while len(steps) < MOST_STOPS:
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUS)
        if step is None or (steps and step["stop"] == 0):
            break
        steps.append(step)
    return steps


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(open_place, place, viewport):
    page = open_place(place, viewport=viewport)
    wanted = page.evaluate(STOPS)

    steps = walk(page)

    assert "skip" in wanted[0]
    assert [step["stop"] for step in steps] == list(range(len(wanted)))
    assert [wanted[step["stop"]] for step in steps if not step["isMarked"]] == []
    assert [wanted[step["stop"]] for step in steps if not step["isInView"]] == []


def test_skip_link_moves_the_focus_to_the_matter(page):
    page.goto("/en/about/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_escape_closes_the_menu_and_gives_the_focus_back(page):
    page.goto("/en/")
    summary = page.locator("details.menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('details.menu nav') !== null")

    page.keyboard.press("Escape")

    assert not page.locator("details.menu nav").is_visible()
    assert summary.evaluate("summary => summary === document.activeElement")


def test_tap_outside_closes_the_menu(page):
    page.goto("/en/")
    page.locator("details.menu summary").click()
    page.mouse.click(PHONE["width"] / 2, PHONE["height"] - 5)
    assert not page.locator("details.menu nav").is_visible()


def test_refused_form_puts_the_focus_on_what_to_mend(page):
    page.goto("/en/account/login/password/")
    page.locator("[name=login]").fill("nobody@example.org")
    page.locator("[name=password]").fill("not the password")
    page.locator("main form .btn").click()
    page.wait_for_selector(".summary")
    assert page.evaluate("() => document.activeElement.className") == "summary"
