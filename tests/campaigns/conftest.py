from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from campaigns.models import Campaign, Event, EventText, Petition
from membership.models import Message, User
from membership.services.joining import join
from membership.services.messages import send_messages
from membership.sms import MemoryBackend
from tests.membership.conftest import code_in

PHONE = ("phone", "+12035550188")
NAME = ("Ana", "Pérez")


@pytest.fixture(autouse=True)
def fresh(db):
    """Each test starts in English, without text messages, and with nothing counted by the rate limits."""
    cache.clear()
    MemoryBackend.outbox.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def campaign(db):
    return Campaign.objects.create(name="Kitchens", slug="kitchens")


@pytest.fixture
def petition(campaign):
    return Petition.objects.create(campaign=campaign, name="A sheet", slug="a-sheet", opens_on=date(2020, 1, 1))


@pytest.fixture
def texts():
    """Text messages sent so far: pairs of number and body."""
    return MemoryBackend.outbox


@pytest.fixture
def last_code(texts):
    """Sends what waits and reads the code in the newest text message."""

    def last_code():
        send_messages(timezone.now())
        return code_in(texts[-1][1])

    return last_code


@pytest.fixture
def member(db):
    """Joana, who is a member and logs in with a phone."""
    user = User.objects.create_user(phone="+12035550199")
    User.objects.filter(pk=user.pk).update(phone_verified_at=timezone.now())
    user.refresh_from_db()
    person = join(user, given_name="Joana", family_name="Silva", language="pt-br")
    Message.objects.all().delete()
    return person


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def make_event(slug="workshop", days=7, title="Know your rights", language="en", **values):
    """An event that begins in so many days and lasts two hours, with words in one language."""
    starts_at = timezone.now() + timedelta(days=days)
    values = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "town": "Testville"} | values
    event = Event.objects.create(slug=slug, **values)
    EventText.objects.create(record=event, language=language, title=title, summary="An evening by members.")
    return event


@pytest.fixture
def event(db):
    return make_event(capacity=3, address="12 Secret Street", needs=["childcare", "ride"], languages=["es"])
