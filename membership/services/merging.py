"""Merging two rows of one person. Only by hand: people share phones, e-mails and names."""

import logging

from django.db import transaction

from membership.enums import CheckoutState
from membership.exceptions import MergeError
from membership.models import NameWord, Payment, Person
from membership.services.contacts import set_email, set_phone
from membership.services.joining import proven_contacts
from membership.services.logins import end_login, works_here
from membership.signals import persons_merged

logger = logging.getLogger(__name__)

FILLED = ("called", "town", "zip_code")


def merge_persons(kept, *, lost, by):
    """Makes `lost` an alias of `kept`, which gets everything else; returns `kept`. Doing it again is harmless.

    The ledger is not touched: its lines go on naming the row they were written for, and count for the kept person
    (`Person.payments`), so that a receipt says for ever what it said. Upper apps go first (`persons_merged`).
    Raises MergeError.
    """
    with transaction.atomic():
        kept, lost = locked(kept, lost)
        if lost.merged_into_id == kept.pk:
            return kept
        if kept.pk == lost.pk or any(row.merged_into_id or row.erased_at for row in (kept, lost)):
            raise MergeError
        persons_merged.send(Person, kept=kept, lost=lost)
        move_contacts(kept, lost)
        move_consents(kept, lost)
        move_participations(kept, lost)
        lost.checkouts.filter(state=CheckoutState.OPEN).update(state=CheckoutState.EXPIRED)
        move_the_rest(kept, lost)
        make_alias(lost, kept)
        logger.info("person=%s merged into=%s by=%s", lost.pk, kept.pk, by and by.pk)
        return kept


def locked(*people):
    """The rows of `people` as they are now, held until the transaction ends; always in the same order."""
    rows = Person.objects.select_for_update(no_key=True).order_by("pk").in_bulk([person.pk for person in people])
    if len(rows) < len({person.pk for person in people}):
        raise MergeError
    return [rows[person.pk] for person in people]


def move_contacts(kept, lost):
    """No contact twice. Confirmed by either is confirmed; a message may be left only where both said so."""
    own = {(point.kind, point.value): point for point in kept.contacts.all()}
    has_preferred = any(point.preferred for point in own.values())
    for point in lost.contacts.order_by("pk"):
        same = own.get((point.kind, point.value))
        if same is None:
            point.person, point.preferred = kept, point.preferred and not has_preferred
            point.save()
            continue
        same.verified_at = min(filter(None, (same.verified_at, point.verified_at)), default=None)
        same.safe_to_leave_message &= point.safe_to_leave_message
        point.delete()
        same.save()


def move_consents(kept, lost):
    """The last word counts: a yes is taken back by a later no under the other row. Of two in force the first stays."""
    for consent in lost.consents.in_force():
        if kept.consents.in_force().filter(purpose=consent.purpose, channel=consent.channel).exists():
            consent.delete()
    lost.consents.update(person=kept)
    for consent in kept.consents.in_force():
        same = kept.consents.filter(purpose=consent.purpose, channel=consent.channel)
        later = same.filter(withdrawn_at__gt=consent.given_at).order_by("withdrawn_at").last()
        if later:
            consent.withdrawn_at = later.withdrawn_at
            consent.save(update_fields=["withdrawn_at"])


def move_participations(kept, lost):
    """The same thing on the same day was done once."""
    own = set(kept.participations.values_list("kind", "subject", "occurred_on"))
    for row in lost.participations.all():
        if (row.kind, row.subject, row.occurred_on) in own:
            row.delete()
    lost.participations.update(person=kept)


def move_the_rest(kept, lost):
    """Every other row that names `lost`, of any app, changes hands; one that cannot stand twice needs a rule of its own
    and stops the merging. Only the ledger stays, and the words of a name, which follow the name."""
    for relation in Person._meta.related_objects:
        if relation.related_model not in (Payment, NameWord):
            rows = relation.related_model._default_manager.filter(**{relation.field.name: lost})
            rows.update(**{relation.field.name: kept})


def make_alias(lost, kept):
    """What `kept` lacks comes from `lost`, which keeps its name alone; a member is a member since the first day."""
    user = lost.user
    kept.joined_on = min(filter(None, (kept.joined_on, lost.joined_on)), default=None)
    kept.user = kept.user or user
    for name in FILLED:
        setattr(kept, name, getattr(kept, name) or getattr(lost, name))
        setattr(lost, name, "")
    lost.user = lost.joined_on = None
    lost.merged_into = kept
    lost.save()
    kept.save()
    if user and user != kept.user:
        join_logins(kept.user, user)


def join_logins(kept, lost):
    """One login stays, and takes over a proven contact of a kind that it lacks. Staff's logins are not touched."""
    contacts = dict(proven_contacts(lost))
    if not end_login(lost) or works_here(kept):
        return
    if "phone" in contacts and not kept.phone:
        set_phone(kept, contacts["phone"], verified=True)
    if "email" in contacts and not kept.email:
        set_email(kept, contacts["email"])
