"""What tests of the demonstration's site reach for: its pages by address, its logins, a private page."""

from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from home.models import MediaPage, ProgramPage, StandardPage

EDITOR, ADMINISTRATOR = "editor@example.org", "administrator@example.org"
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def page_at(path):
    """The page that `path` ("/es/programas/") leads to, live or not."""
    return next(page.specific for page in Page.objects.filter(depth__gt=1) if address_of(page) == path)


def address_of(page):
    """The path of `page`, also of a draft."""
    slugs = page.url_path.strip("/").split("/")[1:]
    return "/".join(["", page.locale.language_code, *slugs, ""])


def add_page(parent, title, model=StandardPage, **fields):
    """A new page under the page at `parent`; live unless told otherwise."""
    above = page_at(parent) if isinstance(parent, str) else parent
    defaults = {"summary": f"What {title} is about.", "locale": above.locale}
    return above.add_child(instance=model(title=title, **defaults | fields))


def add_program(parent, title, **fields):
    return add_page(parent, title, ProgramPage, **fields)


def add_show(parent, title, **fields):
    return add_page(parent, title, MediaPage, **{"aired_at": NOW} | fields)


def make_private(page):
    """Limits `page` and all below it to people who are logged in: Wagtail's privacy setting."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def translated(page, language, **fields):
    """A copy of `page` in `language`, under the translation of its parent."""
    from wagtail.models import Locale

    face = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    for name, value in fields.items():
        setattr(face, name, value)
    face.save_revision().publish()
    face.refresh_from_db()
    return face


def logged_in(email):
    """A browser in which the demonstration's login `email` is open."""
    client = Client()
    client.force_login(get_user_model().objects.get(email=email), "django.contrib.auth.backends.ModelBackend")
    return client


def text_of(path, client=None, **kwargs):
    """The HTML at `path`."""
    return (client or Client()).get(path, **kwargs).content.decode()


def queries_for(path):
    """How many questions a visitor's first look at `path` asks, with nothing kept in the cache."""
    cache.clear()
    with translation.override(None), CaptureQueriesContext(connection) as asked:
        response = Client().get(path)
    assert response.status_code == 200, response
    return len(asked)
