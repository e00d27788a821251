"""The people: made once, reached the way they chose."""

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from membership.enums import Purpose
from membership.models import ContactPoint, Person
from membership.services.consents import give_consent, withdraw_consent


def create_person(given_name, *, family_name="", language, contact=None, user=None, handle=None):
    """A new person. `contact` is a pair (kind, normalized value) or None: a name is enough."""
    with transaction.atomic():
        person = Person.objects.create(
            given_name=given_name.strip(),
            family_name=family_name.strip(),
            language=language,
            user=user,
            handle=handle or uuid4(),
        )
        if contact:
            add_contact(person, *contact)
        return person


def person_of_form(key, given_name, **facts):
    """The person whom a form with this `key` made: sent twice, it is one person, whose handle the key becomes."""
    try:
        with transaction.atomic():
            return Person.objects.filter(handle=key).first() or create_person(given_name, handle=key, **facts)
    except IntegrityError:
        return Person.objects.get(handle=key)  # written a moment ago


def plain(name):
    """`name` without what people write differently each time: case and spaces."""
    return " ".join(name.casefold().split())


def same_name(person, name):
    """True when `name` (given, family) is that of `person`, or of a row that was merged into theirs."""
    typed = plain(" ".join(name))
    return typed == plain(person.name) or any(typed == plain(alias.name) for alias in person.aliases.all())


def person_at(contact, name, *, language):
    """The person called `name` whom we reach at `contact`, a pair (kind, value): the longest known, else a new one."""
    kind, value = contact
    people = Person.objects.filter(contacts__kind=kind, contacts__value=value).order_by("pk")
    known = next((person for person in people if same_name(person, name)), None)
    return known or create_person(name[0], family_name=name[1], language=language, contact=contact)


def add_contact(person, kind, value, *, verified=False):
    """Adds a way to reach `person`, or confirms the one they have; the first one is the preferred."""
    with transaction.atomic():
        point, _ = ContactPoint.objects.get_or_create(
            person=person,
            kind=kind,
            value=value,
            defaults={"preferred": not person.contacts.filter(preferred=True).exists()},
        )
        if verified and point.verified_at is None:
            point.verified_at = timezone.now()
            point.save(update_fields=["verified_at"])
        return point


def set_home(person, *, town, zip_code):
    """Where `person` lives, as far as they say it: an empty answer leaves what we knew."""
    person.town, person.zip_code = town.strip() or person.town, zip_code.strip() or person.zip_code
    person.save(update_fields=["town", "zip_code"])


def update_profile(person, *, news, wording):
    """Saves what `person` said of themselves, and their yes or no to news on each channel they can be reached on."""
    with transaction.atomic():
        person.save()
        if not news:
            withdraw_consent(person, purpose=Purpose.NEWS)
        for channel in set(person.contacts.values_list("kind", flat=True)) if news else ():
            give_consent(person, purpose=Purpose.NEWS, channel=channel, wording=wording, how="profile")
        return person


def preferred_contact(person):
    """Where to write to `person` first; None when they gave no contact. Uses prefetched contacts."""
    contacts = sorted(person.contacts.all(), key=lambda point: (not point.preferred, point.pk))
    return contacts[0] if contacts else None
