"""What a first visit costs, counted on the wire (DESIGN.md 6): 150 KB, 12 requests, nothing in the way of the text."""

import pytest

from tests.browser.pages import PHONE, places

KB = 1024
IMMUTABLE = "max-age=315360000, public, immutable"
PLACES = [*places("home"), *(place for place in places("program", "about", "help") if place.language != "es")]
STYLE_SHEET, SCRIPT, FONT = "Stylesheet", "Script", "Font"
LAZY = "() => [...document.querySelectorAll('img[loading=lazy]')].map(image => image.src)"
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter(entry => entry.renderBlockingStatus === "blocking").map(entry => entry.name)"""


class Wire:
    """What the browser loads, with its bytes as sent (headers and compressed bodies)."""

    def __init__(self, page):
        self.loads = {}
        self.client = page.context.new_cdp_session(page)
        self.client.send("Network.enable")
        self.client.on("Network.responseReceived", self.received)
        self.client.on("Network.loadingFinished", self.finished)

    def received(self, event):
        response = event["response"]
        if response["url"].startswith("http"):
            headers = {name.lower(): value for name, value in response["headers"].items()}
            self.loads[event["requestId"]] = {"url": response["url"], "type": event["type"], "headers": headers}

    def finished(self, event):
        if event["requestId"] in self.loads:
            self.loads[event["requestId"]]["bytes"] = event["encodedDataLength"]


class Visit:
    """A page, opened by somebody who was never here."""

    def __init__(self, context, path):
        page = context.new_page()
        wire = Wire(page)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        # Not the pictures that editors uploaded: those depend on what they chose.
        self.loads = [load for load in wire.loads.values() if "/media/images/" not in load["url"]]
        self.lazy = page.evaluate(LAZY)
        self.blocking = page.evaluate(BLOCKING)
        self.kept = [*context.cookies(), *page.evaluate(STORED)]

    def of_type(self, kind):
        return [load for load in self.loads if load["type"] == kind]

    def bytes_of(self, kind):
        return sum(load["bytes"] for load in self.of_type(kind))

    def wanted_at_once(self):
        """Without lazy pictures further down: browsers fetch them ahead on a good line only."""
        return [load["url"] for load in self.loads if load["url"] not in self.lazy]


@pytest.fixture(scope="module")
def visits(browser, base):
    """One first visit to each place, for all tests of this file."""
    known = {}

    def visit(place):
        if place not in known:
            context = browser.new_context(base_url=base, viewport=PHONE)
            known[place] = Visit(context, place.path)
            context.close()
        return known[place]

    return visit


@pytest.fixture(params=PLACES, ids=str)
def first_visit(visits, request):
    return visits(request.param)


def test_first_visit_keeps_the_budgets(first_visit):
    assert sum(load["bytes"] for load in first_visit.loads) <= 150 * KB
    assert len(first_visit.wanted_at_once()) <= 12, first_visit.wanted_at_once()
    assert first_visit.bytes_of(STYLE_SHEET) <= 16 * KB
    assert first_visit.bytes_of(SCRIPT) <= 8 * KB
    assert first_visit.bytes_of(FONT) <= 80 * KB
    assert len(first_visit.of_type(SCRIPT)) <= 3


def test_only_the_stylesheet_holds_up_the_page(first_visit):
    assert first_visit.blocking == [load["url"] for load in first_visit.of_type(STYLE_SHEET)]
    assert len(first_visit.blocking) == 1


def test_everything_is_compressed_and_static_files_are_kept_for_good(first_visit):
    documents = first_visit.of_type("Document")
    assert [load["headers"].get("content-encoding") for load in documents] == ["gzip"]
    static = [load for load in first_visit.loads if "/static/" in load["url"]]
    assert {load["headers"]["cache-control"] for load in static} == {IMMUTABLE}
    written = [load for load in static if load["type"] != FONT]  # woff2 is compressed already
    assert [load["url"] for load in written if load["headers"].get("content-encoding") not in ("br", "gzip")] == []


def test_reading_leaves_nothing_in_the_browser(first_visit):
    assert first_visit.kept == []
