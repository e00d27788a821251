"""Whether the site stands: one look at each kind of page, as a visitor's browser looks."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.test import Client
from django.urls import reverse, translate_url
from django.utils.translation import override
from wagtail.models import Page, get_page_models

from home.navigation import limited_by_apps

PATIENCE = 20  # seconds for an answer


@dataclass(frozen=True)
class Look:
    """One address and what must come: a status, and words that are in it (or, of a redirect, where it leads)."""

    name: str
    path: str
    status: int = 200
    words: str = ""


@dataclass(frozen=True)
class Answer:
    """`reason` says why there is no better one."""

    status: int
    text: str = ""
    reason: str = ""

    def trouble_for(self, look):
        """Why it is not what the look expects; empty when it is."""
        if self.status != look.status:
            return f"expected {look.status}. {self.reason}".strip()
        return "" if look.words.lower() in self.text.lower() else f"without “{look.words}”"


def looks():
    """Everything to look at in the configured database."""
    with override(settings.LANGUAGE_CODE):  # what is asked meanwhile changes the language
        return [
            Look("alive", reverse("live"), words="live"),
            Look("ready", reverse("ready"), words="ready"),
            *looks_in_each_language(),
            *looks_at_pages(),
            Look("sitemap", reverse("sitemap"), words="<loc>"),
            Look("robots", reverse("robots"), words="User-agent"),
            Look("editor", reverse("wagtailadmin_home"), status=302, words=reverse("account_login")),
        ]


def looks_in_each_language():
    for code, name in settings.LANGUAGES:
        yield Look(f"home, {name}", f"/{code}/", words=f'<html lang="{code}"')
        yield Look(f"events, {name}", translate_url(reverse("events"), code))
        yield Look(f"search, {name}", f"{translate_url(reverse('search'), code)}?q=a")
        yield Look(f"log in, {name}", translate_url(reverse("account_login"), code), words="<form")


def looks_at_pages():
    """One page of every type in every language that has one which everybody may read."""
    everybodys = Page.objects.live().public().filter(depth__gt=1).exclude(limited_by_apps())
    for model in get_page_models():
        for code, name in settings.LANGUAGES:
            page = everybodys.exact_type(model).filter(locale__language_code=code).order_by("pk").first()
            if page and (parts := page.get_url_parts()):
                yield Look(f"{model.__name__}, {name}", parts[2], words=f'<html lang="{code}"')


def asked_inside() -> Callable[[str], Answer]:
    """Asks this code on the configured database, by the site's own name and scheme, without a server."""
    address = urlsplit(settings.BASE_URL)
    client = Client(raise_request_exception=False, headers={"host": address.netloc})

    def ask(path):
        try:
            response = client.get(path, secure=address.scheme == "https")
        except ValueError as error:  # without the collected styles not even the page about errors can be drawn
            return Answer(500, reason=f"{error}: has “manage.py collectstatic” run?")
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return answer_of(response.status_code, response.headers, body.decode(errors="replace"))

    return ask


def asked_over_http(base_url) -> Callable[[str], Answer]:
    """Asks a running server; one that does not answer has status 0."""
    session = requests.Session()

    def ask(path):
        try:
            response = session.get(f"{base_url.rstrip('/')}{path}", allow_redirects=False, timeout=PATIENCE)
        except requests.RequestException as error:
            return Answer(0, reason=str(error))
        return answer_of(response.status_code, response.headers, response.text)

    return ask


def answer_of(status, headers, text):
    return Answer(status, headers.get("Location", "") if 300 <= status < 400 else text)
