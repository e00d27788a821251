import re

import pytest
from django.core.cache import cache

from membership.models import User
from membership.sms import MemoryBackend
from portal.pack.people import make_demo_logins

EMAIL, PHONE = "ana@example.org", "+12035550142"


@pytest.fixture(autouse=True)
def fresh(db):
    """Each test starts without text messages, and with nothing counted by the rate limits."""
    cache.clear()
    MemoryBackend.outbox.clear()


@pytest.fixture
def texts():
    """Text messages sent so far: pairs of number and body."""
    return MemoryBackend.outbox


@pytest.fixture
def ana():
    """A member with both contacts and without a password."""
    return User.objects.create_user(email=EMAIL, phone=PHONE, name="Ana")


@pytest.fixture
def chief():
    """Staff who may do everything, with a password."""
    return User.objects.create_superuser(email="chief@example.org", name="Bea", password="a long pass phrase")


def code_in(text):
    return re.search(r"\b\d{6}\b", text).group()


@pytest.fixture
def last_code(mailoutbox, texts):
    """The code in the newest text message, or else in the newest letter."""
    return lambda: code_in(texts[-1][1] if texts else mailoutbox[-1].body)


@pytest.fixture
def log_in(client, texts, mailoutbox):
    """Logs in as a person would, by a code, through every page."""

    def log_in(contact, own_phone="no", client=client):
        sent = len(texts), len(mailoutbox)
        client.post("/en/account/login/", {"login": contact})
        body = texts[-1][1] if len(texts) > sent[0] else mailoutbox[-1].body
        return client.post("/en/account/login/code/confirm/", {"code": code_in(body), "own_phone": own_phone})

    return log_in


@pytest.fixture
def roles(db):
    """The logins of staff, and nobody else's payments."""
    make_demo_logins("a long pass phrase")
