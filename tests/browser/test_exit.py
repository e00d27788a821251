"""Quick exit: the page is gone, and "back" does not bring it back."""

import pytest

OUTSIDE = "https://www.weather.gov/"


@pytest.fixture
def help_page(visit):
    """Get help, reached from the home page, in a browser for which the outside is one empty page."""
    context = visit()
    context.asked = []

    def answer(route):
        context.asked.append((route.request.url, route.request.headers.get("referer")))
        route.fulfill(content_type="text/html", body="<title>Outside</title>")

    context.route(lambda url: url.startswith("https://"), answer)
    page = context.new_page()
    page.goto("/en/")
    page.goto("/en/get-help/")
    return page


def click_exit(page):
    page.locator("[data-exit]").click()


def press_escape_three_times(page):
    for _ in range(3):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("leave", [click_exit, press_escape_three_times], ids=["click", "escape"])
def test_quick_exit_replaces_the_page(help_page, base, leave):
    leave(help_page)
    help_page.wait_for_url(OUTSIDE)
    assert set(help_page.context.asked) == {(OUTSIDE, None)}

    help_page.go_back()

    assert help_page.url == f"{base}/en/"


def test_two_escapes_with_another_key_between_do_nothing(help_page, base):
    for key in ("Escape", "Escape", "Tab", "Escape"):
        help_page.keyboard.press(key)
    help_page.wait_for_timeout(300)
    assert help_page.url == f"{base}/en/get-help/"
    assert help_page.context.asked == []


def test_exit_stays_in_sight_while_reading(help_page):
    help_page.mouse.wheel(0, 3000)
    help_page.wait_for_function("() => scrollY > 500")
    assert help_page.locator("[data-exit]").evaluate(
        "exit => exit.getBoundingClientRect().top >= 0 && exit.getBoundingClientRect().bottom < 120"
    )
