import pytest
from django.core import mail
from django.utils import timezone

from campaigns.models import Event
from campaigns.services.events import free_slug, tell_of_changes
from campaigns.services.rsvps import cancel_rsvp, rsvp_as_member
from membership.models import Message
from membership.services.messages import send_messages
from membership.services.people import create_person
from tests.campaigns.conftest import make_event


@pytest.fixture
def guests(event):
    """Ana comes, Bea said no, Cai has no contact."""
    contacts = {"ana": ("email", "ana@example.org"), "bea": ("email", "bea@example.org"), "cai": None}
    people = {name: create_person(name, language="es", contact=contact) for name, contact in contacts.items()}
    for person in people.values():
        rsvp_as_member(event, person, language="es")
    cancel_rsvp(event.rsvps.get(person=people["bea"]))
    Message.objects.all().delete()
    return people


def test_who_comes_is_told_of_a_new_time_once(event, guests):
    tell_of_changes(event, ["starts_at", "capacity"])
    assert list(Message.objects.values_list("purpose", "address")) == [("event_changed", "ana@example.org")]
    assert Event.objects.get().revision == 1


def test_what_moves_nobody_is_told_to_nobody(event, guests):
    tell_of_changes(event, ["capacity", "activity"])
    assert (Message.objects.count(), Event.objects.get().revision) == (0, 0)


def test_who_comes_is_told_that_it_is_canceled(event, guests):
    event.is_canceled = True
    tell_of_changes(event, ["is_canceled"])
    send_messages(timezone.now())
    letter = mail.outbox[-1]
    assert letter.to == ["ana@example.org"]
    assert "no se hará" in letter.subject
    assert "Know your rights" in letter.body
    assert "Know your rights" not in letter.subject


def test_free_slug_takes_the_day_and_then_a_number(event):
    event.slug = "other"
    event.save()
    first = make_event(slug="know-your-rights")
    second = make_event(slug=free_slug(Event(starts_at=event.starts_at), "Know your rights"))
    assert second.slug == f"know-your-rights-{event.day}"
    assert free_slug(Event(starts_at=event.starts_at), "Know your rights") == f"know-your-rights-{event.day}-2"
    assert free_slug(first, "Know your rights") == "know-your-rights"
    assert free_slug(Event(starts_at=event.starts_at), "¡¿?!") == "event"
