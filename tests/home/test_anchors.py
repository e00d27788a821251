"""Anchors of a story: made of its headings, once each."""

import re

import pytest

from home.anchors import anchored
from home.models import StandardPage
from tests.demo import add_page, text_of

pytestmark = pytest.mark.usefixtures("db")  # a new page asks for its content type


def story(*headings):
    return StandardPage(body=[("heading", {"text": text}) for text in headings]).body


def anchors(stream):
    return [part.anchor for part in anchored(stream)]


def test_anchor_is_made_of_the_heading():
    assert anchors(story("What we believe", "Lo que pedimos: ¡ya!")) == ["what-we-believe", "lo-que-pedimos-ya"]


def test_equal_headings_get_different_anchors():
    assert anchors(story("Pay", "Pay", "pay!")) == ["pay", "pay-2", "pay-3"]


def test_numbered_anchor_does_not_meet_a_heading_of_that_name():
    found = anchors(story("Pay", "Pay 2", "Pay"))
    assert len(set(found)) == 3


def test_heading_without_latin_letters_gets_its_place():
    assert anchors(story("薪水", "工作")) == ["part-1", "part-2"]


def test_block_without_heading_has_a_place_but_no_entry_in_the_contents():
    page = StandardPage(body=[("notice", {"tone": "good", "html": "<p>x</p>"}), ("heading", {"text": "Pay"})])
    assert anchors(page.body) == ["part-1", "pay"]
    assert [(part.anchor, part.text) for part in page.contents] == [("pay", "Pay")]


def test_page_prints_each_anchor_once_and_its_contents_lead_there(site):
    body = [("heading", {"text": text}) for text in ("Pay", "Pay", "Hours", "Safety")]
    html = text_of(add_page("/en/", "Long", slug="long", body=body).url)
    contents = re.search(r'<ol class="toc-list">.*?</ol>', html, re.DOTALL)[0]
    assert re.findall(r'href="#(.*?)"', contents) == ["pay", "pay-2", "hours", "safety"]
    ids = re.findall(r'\bid="(.*?)"', html)
    assert sorted(ids) == sorted(set(ids))
