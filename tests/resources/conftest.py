"""Readers of every kind, and a guide that each of them asks for."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation

from home.models import PortalDocument
from membership.models import Person
from resources.models import Resource
from tests.demo import EDITOR, logged_in

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def overtime(site):
    """The guide of the demonstration about overtime, with a page in each language."""
    return Resource.objects.get(name="Overtime after 40 hours a week")


@pytest.fixture
def sheet(overtime, settings, tmp_path):
    """A file to print, as the file of the guide about overtime."""
    settings.MEDIA_ROOT = tmp_path
    document = PortalDocument.objects.create(title="Sheet", file=ContentFile(b"%PDF-1.4 sheet", name="sheet.pdf"))
    Resource.objects.filter(pk=overtime.pk).update(file=document)
    return document


def login_of(email):
    return get_user_model().objects.create_user(email=email)


@pytest.fixture
def member(db):
    return Person.objects.create(given_name="Luz", user=login_of("luz@example.org"), joined_on=date(2026, 1, 5))


@pytest.fixture
def readers(site, member):
    """Clients by who is behind them; `signer` is somebody we know who never asked to be a member."""
    signer = Person.objects.create(given_name="Ana", user=login_of("ana@example.org"))
    nobody = login_of("nobody@example.org")
    clients = {name: Client() for name in ("visitor", "nobody", "signer", "member")}
    for name, user in (("nobody", nobody), ("signer", signer.user), ("member", member.user)):
        clients[name].force_login(user, BACKEND)
    return clients | {"staff": logged_in(EDITOR)}
