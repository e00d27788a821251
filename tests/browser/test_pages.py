"""Every page, in every language, at both widths, light and dark: what must be true of all of them."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.browser.pages import ALL_PLACES, HTML_LANG, LAPTOP, NARROWEST, PHONE, PUBLIC_PLACES

AXE = AXE_FILE_PATH.read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_RUN = """tags => axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}}).then(
    result => result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html}`)))"""
VARIANTS = [("phone", PHONE), ("laptop", LAPTOP)]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


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


def loaded(page, place, base):
    """Opens `place` and scrolls through it, so that lazy pictures load too; gives what was heard."""
    ears = Ears(page, place, base)
    page.goto(place.path)
    page.evaluate("() => document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    return ears.heard


def violations(page):
    page.evaluate(AXE)
    found = {}
    for width, viewport in VARIANTS:
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[f"{width} {scheme}"] = page.evaluate(AXE_RUN, TAGS)
    return {variant: problems for variant, problems in found.items() if problems}


@pytest.mark.parametrize("place", ALL_PLACES, ids=str)
def test_page_loads_in_silence_and_passes_axe(visit, request, base, place):
    session = {"storage_state": request.getfixturevalue(place.session)} if place.session else {}
    page = visit(**session).new_page()

    heard = loaded(page, place, base)

    assert heard == []
    assert page.locator("html").get_attribute("lang") == HTML_LANG[place.language]
    assert page.locator("h1").count() == 1
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == {}


@pytest.mark.parametrize("place", PUBLIC_PLACES, ids=str)
def test_public_page_does_not_scroll_sideways_on_the_narrowest_phone(open_place, place):
    page = open_place(place, viewport=NARROWEST)
    assert page.evaluate(OVERFLOW) == 0
