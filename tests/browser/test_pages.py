"""Every page, in every language, at both widths, light and dark: what must be true of all of them.

One load serves all variants: the width and the scheme change while the page is open, as when a phone is turned.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.browser.pages import ALL_PLACES, HTML_LANG, LAPTOP, NARROWEST, PHONE

AXE = AXE_FILE_PATH.read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only colors differ: what else axe looks for was found or not in the light.
CHECKS = {"light": {"type": "tag", "values": TAGS}, "dark": {"type": "rule", "values": ["color-contrast"]}}
AXE_RUN = """runOnly => axe.run(document, {resultTypes: ["violations"], runOnly}).then(
    result => result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))"""
VIEWPORTS = [NARROWEST, PHONE, LAPTOP]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
ALL_PICTURES = """() => Promise.all([...document.images].map(image => {
    image.loading = "eager";
    return image.decode().catch(() => null);
}))"""


class Ears:
    """Writes down what goes wrong while a page loads."""

    def __init__(self, page, place, base):
        self.place, self.host = place, urlsplit(base).netloc
        self.heard = []
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("request", self.request)
        page.on("response", self.response)

    def console(self, message):
        expected = self.place.status >= 400 and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not expected:
            self.heard.append(f"{message.type}: {message.text}")

    def request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.heard.append(f"another host: {request.url}")

    def response(self, response):
        expected = self.place.status if response.request.is_navigation_request() else 200
        if response.status != expected:
            self.heard.append(f"{response.status}: {response.url}")


def what_goes_wrong(page, place, base):
    """Opens `place` with all its pictures, also those further down; gives what was heard meanwhile."""
    ears = Ears(page, place, base)
    page.goto(place.path)
    page.evaluate(ALL_PICTURES)
    return ears.heard


def sideways(page):
    """By how many pixels the page is wider than each viewport."""
    found = {}
    for viewport in VIEWPORTS:
        page.set_viewport_size(viewport)
        found[viewport["width"]] = page.evaluate(OVERFLOW)
    return found


def violations(page):
    page.evaluate(AXE)
    found = []
    for viewport in (PHONE, LAPTOP):
        page.set_viewport_size(viewport)
        for scheme, checks in CHECKS.items():
            page.emulate_media(color_scheme=scheme)
            found += [f"{viewport['width']} {scheme} {problem}" for problem in page.evaluate(AXE_RUN, checks)]
    return found


@pytest.mark.parametrize("place", ALL_PLACES, ids=str)
def test_page_loads_in_silence_and_passes_axe(visit, request, base, place):
    session = {"storage_state": request.getfixturevalue(place.session)} if place.session else {}
    page = visit(**session).new_page()

    heard = what_goes_wrong(page, place, base)

    assert heard == []
    assert urlsplit(page.url).path == urlsplit(place.path).path
    assert page.locator("html").get_attribute("lang") == HTML_LANG[place.language]
    assert page.locator("h1").count() == 1
    assert sideways(page) == {320: 0, 360: 0, 1440: 0}
    assert violations(page) == []
