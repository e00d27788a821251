"""No English stands on a page in another language, but where it is marked as English.

A heuristic: the commonest English words that are no words of the other language.
"""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

COMMON = {
    *("the", "of", "and", "to", "is", "are", "with", "your", "you", "we", "our", "this", "that", "not", "by", "it"),
    *("from", "have", "was", "will", "can", "be", "at", "what", "how", "when", "where", "which", "their", "they"),
    *("write", "read", "more", "all", "any", "sign", "help", "here", "page", "about", "home", "log", "save", "who"),
}
ALSO_THEIRS = {"es": {"has", "me"}, "pt-br": {"home"}}
READ_ALOUD = ("alt", "title", "aria-label", "placeholder")
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
MORE = [
    "search/?q=zzzz",
    "join/",
    "account/login/",
    "account/login/password/",
    "petitions/hire-sheet/sign/",
    "nothing/",
]


class Words(HTMLParser):
    """Collects the texts of a page that are not marked as English, with those that only voices and tooltips say."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], []

    @property
    def is_english(self):
        languages = [language for _, language in self.open if language]
        return bool(languages) and languages[-1].startswith("en")

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.open.append((tag, attrs.get("lang")))
        for name in READ_ALOUD:
            self.handle_data(attrs.get(name) or "")
        if tag in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        hidden = self.open and self.open[-1][0] in ("script", "style")
        if data.strip() and not hidden and not self.is_english:
            self.texts.append(" ".join(data.split()))


def english_in(html, language):
    """The texts of `html` that look like English."""
    page, foreign = Words(), COMMON - ALSO_THEIRS.get(language, set())
    page.feed(html)
    return [text for text in page.texts if foreign & set(re.findall(r"[^\W\d_]+", text.lower()))]


def pages(language):
    sitemap = Client().get("/sitemap.xml").content.decode()
    found = re.findall(rf"<loc>[^<]*?(/{language}/[^<]*)</loc>", sitemap)
    return found + [f"/{language}/{path}" for path in MORE]


@pytest.mark.parametrize("language", ["es", "pt-br"])
def test_no_page_says_a_word_of_english_unmarked(site, language):
    client, paths = Client(), pages(language)
    assert len(paths) > 30
    found = {path: english_in(client.get(path).content.decode(), language) for path in paths}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_the_heuristic_finds_english(site):
    html = Client().get("/en/get-help/").content.decode().replace('<html lang="en"', '<html lang="es"')
    assert len(english_in(html, "es")) > 30


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ('<html lang="es"><p>Di: <i lang="en">I want what is the law</i>.</p>', []),
        ('<html lang="es"><p>Di: I want what is the law.</p>', ["Di: I want what is the law."]),
        ('<html lang="es"><img alt="The door"><script>the</script>', ["The door"]),
        ('<html lang="es"><div lang="en"><p lang="es">the</p>the</div>', ["the"]),
    ],
)
def test_the_heuristic_knows_what_is_marked(html, texts):
    assert english_in(html, "es") == texts
