"""Becoming a member: a contact is proven first, then the name that its owner gave becomes a person."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from membership.models import ContactPoint, Person
from membership.services.messages import queue_message
from membership.services.people import add_contact, create_person, preferred_contact

CLAIMABLE_FOR = timedelta(days=365)


def join(user, *, given_name, family_name, language):
    """Makes whoever logged in as `user` a member under the name they gave; doing it again changes nothing.

    A person of this login, or one that we know under a proven contact of it, is taken when the name is the same.
    """
    with transaction.atomic():
        name = (given_name.strip(), family_name.strip())
        person = known_person(user, name) or create_person(name[0], family_name=name[1], language=language)
        is_new = person.joined_on is None
        person.user, person.joined_on = user, person.joined_on or timezone.localdate()
        person.save(update_fields=["user", "joined_on"])
        for kind, value in proven_contacts(user):
            add_contact(person, kind, value, verified=True)
        if is_new:
            welcome(person)
        return person


def proven_contacts(user):
    """The contacts that `user` logs in with and has confirmed, as pairs (kind, value)."""
    contacts = [("phone", user.phone)] if user.phone and user.phone_verified_at else []
    verified = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return contacts + [("email", email) for email in verified]


def known_person(user, name):
    """The person called `name` that already belongs to `user`, or that nobody's login claims yet and was reached at a
    proven contact of `user` in the last twelve months. Older or differing ones are attached by staff, in person."""
    own = Person.objects.of_login(user)
    claimable = Person.objects.filter(
        user=None,
        contacts__in=ContactPoint.objects.filter(value__in=[value for _, value in proven_contacts(user)]),
        created_at__gte=timezone.now() - CLAIMABLE_FOR,
    ).distinct()
    return next((person for person in [*own, *claimable.order_by("pk")] if same_name(person, name)), None)


def plain(name):
    """`name` without what people write differently each time: case and spaces."""
    return " ".join(name.casefold().split())


def same_name(person, name):
    """True when `name` (given, family) is that of `person`, or of a row that was merged into theirs."""
    typed = plain(" ".join(name))
    return typed == plain(person.name) or any(typed == plain(alias.name) for alias in person.aliases.all())


def welcome(person):
    contact = preferred_contact(person)
    if contact:
        queue_message(
            "welcome",
            key=f"welcome:{person.pk}",
            contact=(contact.kind, contact.value),
            language=person.language,
            person=person,
        )
