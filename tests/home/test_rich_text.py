"""Words of another language inside a text: stored without attributes, printed with `lang`, marked with a button."""

import re

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from home.blocks.fields import BOLD_FEATURES, SENTENCE_FEATURES, TEXT_FEATURES
from home.rich_text import with_languages
from tests.demo import EDITOR, add_page, logged_in, page_at, text_of, translated

STORED = "<p>Di: «<code>I want a lawyer</code>».</p>"
SAID = re.compile(r'<i lang="en">(.*?)</i>')
ALOUD = {
    "/es/get-help/": [
        "Spanish",
        "Portuguese",
        "I do not want to talk. I want a lawyer",
        "I do not agree to this",
    ],
    "/pt-br/get-help/": [
        "Portuguese",
        "Spanish",
        "I do not want to talk. I want a lawyer.",
        "I do not agree to this.",
    ],
    "/es/guias-y-materiales/datos-de-tu-trabajo-por-escrito/": ["hire notice"],
    "/pt-br/guias-e-materiais/dados-do-trabalho-por-escrito/": ["hire notice"],
    "/en/get-help/": [],
}


def test_words_are_printed_with_their_language(db):
    assert str(RichText(STORED)) == '<p>Di: «<i lang="en">I want a lawyer</i>».</p>'


@pytest.mark.parametrize("html", ["", "<p>I want a lawyer.</p>", "<p>&lt;code&gt;</p>"])
def test_text_without_such_words_stays(html):
    assert with_languages(html) == html


@pytest.mark.parametrize(("path", "words"), ALOUD.items(), ids=ALOUD)
def test_what_is_to_be_said_in_english_is_marked(site, path, words):
    assert SAID.findall(text_of(path)) == words


def test_no_mark_of_ours_reaches_a_reader(site):
    assert [path for path in ALOUD if "<code" in text_of(path)] == []


@pytest.mark.parametrize("features", [BOLD_FEATURES, SENTENCE_FEATURES, TEXT_FEATURES])
def test_the_editor_keeps_the_mark(db, features):
    converter = ContentstateConverter(features=features)
    kept = converter.to_database_format(converter.from_database_format(STORED))
    assert re.sub(r' data-block-key="\w+"', "", kept) == STORED


def test_the_editor_offers_a_button_named_after_the_language(site):
    url = reverse("wagtailadmin_pages:edit", args=[page_at("/en/about/").pk])
    html = logged_in(EDITOR).get(url).content.decode()
    assert "Words in English" in html


def test_words_that_a_translator_marked_are_printed_so(site):
    page = add_page("/en/about/", "Say it", slug="say-it", body=[("rich_text", {"html": "<p>Say it.</p>"})])
    spanish = translated(page, "es", slug="dilo", body=[("rich_text", {"html": STORED})])
    assert SAID.findall(text_of(spanish.url)) == ["I want a lawyer"]
