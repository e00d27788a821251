"""Signatures on their way in. A visitor's post writes one row; who it is, and the code, come with the next page.

Whoever does not come to the next page is taken in by the worker, so that an answer from us is a promise.
"""

from functools import partial
from typing import NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.tasks import task

from campaigns.exceptions import PetitionClosedError
from campaigns.models import IncomingSignature, Petition, PetitionPage
from campaigns.services.signing import start_signature
from home.navigation import readable, restrictions
from membership.nudges import begins, nudge

DOOR_SECONDS = 5


class Door(NamedTuple):
    """What must be known of a petition before somebody may sign it."""

    petition_id: int
    is_open: bool


def look_at(slug, limits):
    """The Door of the petition `slug`; None without a live page outside the paths `limits`."""
    pages = PetitionPage.objects.live().filter(petition__slug=slug)
    if not readable(pages, limits):
        return None
    petition = Petition.objects.select_related("campaign").get(slug=slug)
    return Door(petition.pk, petition.takes_signatures)


def door_of(slug):
    """What visitors may know, for some seconds, as many may sign at once; whoever takes in looks again."""
    key = f"petition-door:{slug}"
    door = cache.get(key)
    if door is None and (door := look_at(slug, restrictions())):
        cache.set(key, door, DOOR_SECONDS)
    return door


def write_down(petition_id, *, name, contact, language, source=""):
    """Keeps what somebody called `name` (given, family) typed to sign with `contact`, a pair (kind, value)."""
    (given_name, family_name), (kind, value) = name, contact
    incoming = IncomingSignature.objects.create(
        petition_id=petition_id,
        given_name=given_name,
        family_name=family_name,
        kind=kind,
        value=value,
        language=language,
        source=source,
    )
    transaction.on_commit(partial(nudge, take_in_what_waits), robust=True)
    return incoming


def take_in(pk):
    """The signature that row `pk` became, now or before. Raises PetitionClosedError."""
    with transaction.atomic():
        incoming = IncomingSignature.objects.select_for_update().get(pk=pk)  # a join would show what was before
        if incoming.signature_id is None:
            incoming.signature = start_signature(
                incoming.petition,
                name=(incoming.given_name, incoming.family_name),
                contact=(incoming.kind, incoming.value),
                language=incoming.language,
                source=incoming.source,
            )
            incoming.save(update_fields=["signature"])
        return incoming.signature


@task(backend="work")
def take_in_what_waits():
    begins(take_in_what_waits)
    return take_in_waiting()


def take_in_waiting(limit=500):
    """Takes in what nobody has come back for; returns how many there were. One that fails stops no other; the first
    error is raised in the end."""
    errors = []
    waiting = list(IncomingSignature.objects.filter(signature=None).order_by("pk").values_list("pk", flat=True)[:limit])
    for pk in waiting:
        try:
            take_in(pk)
        except PetitionClosedError:
            IncomingSignature.objects.filter(pk=pk).delete()
        except Exception as error:  # noqa: BLE001  (raised below, when the others are in)
            errors.append(error)
    if errors:
        raise errors[0]
    return len(waiting)
