"""Erasing a person. Counts and accounts stay, without the name."""

import logging
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from membership.models import ContactPoint, ContactProof, Message, Person
from membership.models.person import NOBODY
from membership.services.logins import end_login
from membership.signals import person_erased

logger = logging.getLogger(__name__)


def erase_person(person, *, by=None):
    """Forgets `person`: name, contacts, permissions, what they did, messages, and the login unless others use it.

    Upper apps go first (`person_erased`). Payments stay for the accounts: then a blank row stays with them. Staff's
    logins stay: colleagues end them. `by` is the login that asked. Doing it again is harmless.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).filter(pk=person.pk, erased_at=None).first()
        if person is None:
            return
        if person.merged_into:
            erase_person(person.merged_into, by=by)
            return
        pk, user = person.pk, person.user
        person_erased.send(Person, person=person)
        forget_messages_to(person)
        for row in (*person.aliases.all(), person):
            erase_row(row)
        end_login(user)
        logger.info("person=%s erased by=%s", pk, by and by.pk)


def forget_messages_to(person):
    """Messages and codes to contacts that only `person` had; a shared phone's codes go by themselves soon."""
    values = person.contacts.values_list("value", flat=True)
    shared = ContactPoint.objects.exclude(person=person).filter(value__in=values).values_list("value", flat=True)
    own = set(values) - set(shared)
    Message.objects.filter(Q(person=person) | Q(person=None, address__in=own)).delete()
    ContactProof.objects.filter(value__in=own).delete()


def erase_row(person):
    """Deletes the row of `person`, or blanks it when the ledger names it."""
    if person.ledger_lines.exists():
        delete_what_belongs_to(person)
        blank(person)
    else:
        person.delete()


def delete_what_belongs_to(person):
    """What would happen with the row of `person` gone: rows whose foreign key says CASCADE go, with SET_NULL they stay
    without a name."""
    for relation in Person._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: person})
        if relation.on_delete is models.CASCADE and relation.related_model is not Person:
            rows.delete()
        elif relation.on_delete is models.SET_NULL:
            rows.update(**{relation.field.name: None})


def blank(person):
    """Leaves nothing but the number that the ledger names; not even the handle that stood in addresses."""
    person.given_name, person.family_name, person.called = NOBODY, "", ""
    person.language, person.town, person.zip_code = settings.LANGUAGE_CODE, "", ""
    person.user = person.joined_on = person.merged_into = None
    person.handle, person.erased_at = uuid4(), timezone.now()
    person.save()
