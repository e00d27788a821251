"""The HTML of every page, read by a strict parser: what browsers forgive silently is a mistake here."""

from itertools import pairwise

import html5lib
import pytest

from tests.browser.pages import ALL_PLACES

INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "label"}
CONTROLS = {"input", "select", "textarea"}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


@pytest.fixture(params=ALL_PLACES, ids=str)
def place(request):
    return request.param


@pytest.fixture(scope="module")
def source_of(browser, base, request):
    """The text of a Place as the server sends it, fetched once."""
    known = {}

    def source(place):
        if place not in known:
            session = request.getfixturevalue(place.session) if place.session else None
            context = browser.new_context(base_url=base, storage_state=session)
            known[place] = context.request.get(place.path).text()
            context.close()
        return known[place]

    return source


@pytest.fixture(scope="module")
def parsed(source_of):
    """The strict parser after it read a Place, and the tree it made; read once."""
    known = {}

    def parse(place):
        if place not in known:
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            known[place] = parser, parser.parse(source_of(place))
        return known[place]

    return parse


@pytest.fixture
def tree(parsed, place):
    return parsed(place)[1]


def shown(element):
    words = " ".join("".join(element.itertext()).split())
    return f"<{element.tag} {dict(element.attrib)}> {words[:60]}"


def with_ancestors(element, ancestors=()):
    """Every element below `element` with those that hold it, the nearest last."""
    for child in element:
        if isinstance(child.tag, str):
            yield child, (*ancestors, element)
            yield from with_ancestors(child, (*ancestors, element))


def has_name(control, ancestors, labelled):
    return (
        control.get("type") in ("hidden", "submit")
        or control.get("id") in labelled
        or control.get("aria-label")
        or any(ancestor.tag == "label" for ancestor in ancestors)
    )


def test_html_has_no_parse_errors(parsed, place):
    assert parsed(place)[0].errors == []


def test_ids_are_unique_and_references_lead_somewhere(tree):
    ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]
    assert sorted(ids) == sorted(set(ids))
    references = {
        word
        for element in tree.iter()
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for word in element.get(name, "").split()
    }
    fragments = {a.get("href")[1:] for a in tree.iter("a") if a.get("href", "").startswith("#")}
    assert sorted((references | fragments) - set(ids)) == []


def test_nothing_to_tap_stands_in_something_to_tap(tree):
    nested = [
        shown(element)
        for element, ancestors in with_ancestors(tree)
        for ancestor in ancestors
        if element.tag in INTERACTIVE and ancestor.tag in INTERACTIVE - {"label"}
    ]
    assert nested == []


def test_pictures_have_alt_and_size(tree):
    lacking = [
        shown(image)
        for image in tree.iter("img")
        if image.get("alt") is None or not (image.get("width", "").isdigit() and image.get("height", "").isdigit())
    ]
    assert lacking == []


def test_controls_have_labels(tree):
    labelled = {label.get("for") for label in tree.iter("label")}
    assert [
        shown(element)
        for element, ancestors in with_ancestors(tree)
        if element.tag in CONTROLS and not has_name(element, ancestors, labelled)
    ] == []


def test_headings_go_down_one_step_at_a_time(tree):
    levels = [HEADINGS.index(element.tag) + 1 for element in tree.iter() if element.tag in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


def test_nothing_is_inline(tree):
    inline = [
        shown(element)
        for element in tree.iter()
        if isinstance(element.tag, str)
        and (
            element.tag == "style"
            or any(name == "style" or name.startswith("on") for name in element.attrib)
            or (element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json")
        )
    ]
    assert inline == []


def test_texts_have_no_traces_of_templates(source_of, place):
    source = source_of(place)
    traces = [trace for trace in ("{{", "{%", "{#", "None</", ">None<", "&amp;lt;", "&amp;amp;") if trace in source]
    assert traces == []
