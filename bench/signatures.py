"""Confirmed signatures: most under one petition, the others spread."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.rows import numbers, write
from campaigns.enums import Display, SignatureState
from campaigns.models import Signature
from campaigns.services.counting import add_to_count
from campaigns.services.signing import petition_subject
from membership.enums import ParticipationKind
from membership.models import Participation

MOST = 0.6  # of all signatures stand under the first petition
NAMED = 0.7  # of the others are by somebody whom we know
OVER = timedelta(days=290)  # in which they were signed
SHOWN = (Display.HIDDEN,) * 7 + (Display.FIRST_TOWN,) * 2 + (Display.FULL,)


def shares_of(number, petitions):
    """How many signatures each of so many `petitions` gets."""
    if petitions == 1:
        return [number]
    first = round(number * MOST)
    each, more = divmod(number - first, petitions - 1)
    return [first, *(each + (place < more) for place in range(petitions - 1))]


def write_signatures(number, petitions, people, chance):
    """Adds `number` of them, by `people` (their ids) and by others whose name is not kept any more."""
    draw, ids, written = chance.draw("signatures"), numbers(Signature), []
    now = timezone.now()
    for place, (petition, share) in enumerate(zip(petitions, shares_of(number, len(petitions)), strict=True)):
        named = min(len(people), share if place == 0 else round(share * NAMED))
        begin = draw.randrange(len(people))
        signers = [people[(begin + step) % len(people)] for step in range(named)]
        rows = (signed(next(ids), petition, signer, now, draw) for signer in signers + [None] * (share - named))
        written.append(write(Signature, rows))
        add_to_count(petition, share)
        note_participation(petition)
    return sum(written)


def signed(pk, petition, signer, now, draw):
    moment = now - OVER * draw.random()
    return Signature(
        pk=pk,
        petition_id=petition.pk,
        person_id=signer,
        display=draw.choice(SHOWN) if signer else Display.HIDDEN,
        language=draw.choice(list(settings.CENTER.languages)),
        state=SignatureState.CONFIRMED,
        created_at=moment,
        confirmed_at=moment,
        source="bench",
    )


def note_participation(petition):
    """The lines that confirming writes into the ledger of participation, by one statement."""
    names = {model: connection.ops.quote_name(model._meta.db_table) for model in (Participation, Signature)}
    statement = f"""
        INSERT INTO {names[Participation]} (person_id, kind, subject, tag, occurred_on, source_key)
        SELECT person_id, %s, %s, '', {local_day("confirmed_at")}, 'signature:' || id
        FROM {names[Signature]} WHERE petition_id = %s AND person_id IS NOT NULL
    """  # noqa: S608  (our names)
    with connection.cursor() as cursor:
        cursor.execute(statement, [ParticipationKind.SIGNED.value, petition_subject(petition.pk), petition.pk])


def local_day(column):
    """The day of a moment in the center's time, as SQL; SQLite knows no zones and takes the one of the world."""
    if connection.vendor == "postgresql":
        return f"({column} AT TIME ZONE '{settings.TIME_ZONE}')::date"
    return f"date({column})"
