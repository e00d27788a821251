"""Whatever is written into an address, the answer is a page: no error of ours, nothing run, nothing set."""

from urllib.parse import quote

import pytest
from django.test import Client

from portal.demo.outbox import keep

WORDS = {
    "10,000 characters": "x" * 10_000,
    "nul": "\x00",
    "nul inside": "pay\x00check",
    "markup": '"><script>alert(1)</script>',
    "punctuation": "!!!???***((()))",
    "emoji": "✊🏽😀",
    "number beyond all": "9" * 21,
    "5,000 digits": "9" * 5000,
    "below zero": "-1",
    "fraction": "1.5",
    "half a character": "\ud800",
    "blank": "\u00a0\u2028\u200b",
    "right to left": "\u202e",
    "operators": "NOT AND OR NEAR(",
    "sql": "' OR 1=1 --",
    "format": "%s%d{0}{x}%(x)s",
    "path": "../../../etc/passwd",
    "new line": "a\r\nSet-Cookie: x=1",
}
QUERIES = [
    "/en/search/?q={}",
    "/es/search/?q=pago&page={}",
    "/en/search/?q={}&q={}&page={}",
    "/en/resources/?q={}",
    "/en/resources/?topic={}",
    "/en/resources/?audience={}",
    "/en/resources/?q=pay&topic=pay&topic={}&audience=workers&page={}",
    "/pt-br/guias-e-materiais/?page={}",
    "/en/media/?page={}",
    "/en/media/?page={}&{}={}",
    "/en/petitions/hire-sheet/sign/?source={}",
    "/en/get-help/?q={}",
    "/en/account/login/?next={}",
    "/en/?page={}&preview={}",
]
DEMO = ["/demo/?as={}", "/demo/outbox/?page={}&q={}"]
PLACES = [
    "/{}",
    "/en/{}/",
    "/{}/search/",
    "/en/media/{}/",
    "/en/petitions/{}/sign/",
    "/en/petitions/hire-sheet/thanks/{}/",
    "/en/resources/{}/",
    "/en/guides/{}/read/",
    "/documents/{}/x.pdf",
    "/documents/1/{}",
    "/media/{}",
    "/demo/as/{}/",
]


def answers(path):
    """Maps the kinds of `WORDS` to the answer that `path` gets with them."""
    client = Client(raise_request_exception=False)
    texts = {kind: quote(word, safe="", errors="surrogatepass") for kind, word in WORDS.items()}
    return {kind: client.get(path.replace("{}", text)) for kind, text in texts.items()}


def harm(response):
    html = response.content.decode() if not response.streaming else ""
    return response.status_code >= 500 or "<script>alert(1)" in html or "x" in response.cookies


@pytest.mark.parametrize("path", QUERIES + DEMO)
def test_whatever_is_asked_gets_a_page(site, settings, path):
    settings.DEMO = True
    keep("email", "ana@example.org", "Your code", "123456")
    found = answers(path)
    assert {kind: answer.status_code for kind, answer in found.items() if answer.status_code != 200} == {}
    assert [kind for kind, answer in found.items() if harm(answer)] == []


@pytest.mark.parametrize("path", PLACES)
def test_address_that_leads_nowhere_says_so(site, path):
    found = answers(path)
    assert {answer.status_code for answer in found.values()} <= {200, 302, 400, 404, 405}
    assert [kind for kind, answer in found.items() if harm(answer)] == []
