"""Who is meant by a name that was typed elsewhere: on a paper sheet, on a phone without signal."""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from membership.enums import Method
from membership.exceptions import PayerGoneError, SeveralPayersError, WrittenAlreadyError
from membership.folding import words_in
from membership.models import DuesRate, NameWord, Payment, Person
from membership.models.person import WORDS
from membership.prices import price_for
from membership.services.ledger import Taken, record_payment
from membership.services.people import create_person, plain, same_name
from membership.services.prices import agreed_prices


@dataclass(frozen=True)
class Typed:
    """One line as somebody typed it: `amount` in cents. `key` makes it one payment however often it arrives.

    The payer is the `person` that was chosen, somebody new when `is_new`, else whoever is called `name`.
    """

    name: str
    amount: int
    rate: DuesRate
    received_on: date
    key: str
    method: str = Method.CASH
    paper_number: str = ""
    person: Person | None = None
    is_new: bool = False


def people_called(name):
    """The known people with exactly that name, or with an entry of that name that was merged into theirs; by town."""
    rows = Person.objects.filter(holding(name), erased_at=None).select_related("merged_into")
    found = {row.current.pk: row.current for row in rows if plain(row.name) == plain(name)}
    return sorted(found.values(), key=lambda person: (person.town.casefold(), person.pk))


def holding(name):
    """Narrows the rows that are compared one by one; a name of signs alone has no words."""
    parts = words_in(name)[:WORDS]
    return Q(pk__in=NameWord.objects.beginning(parts)) if parts else Q(name_words=None)


def record_typed(typed, *, recorded_by):
    """Writes `typed` into the ledger; a payer whom nobody knows becomes a person. The same again changes nothing.

    Raises SeveralPayersError when the name alone does not say who paid, WrittenAlreadyError when the key stands for
    something else, and DuesError for all else that must be a mistake.
    """
    with transaction.atomic():
        hold_names()
        if known := Payment.objects.filter(key=typed.key).select_related("person__merged_into").first():
            return agreeing(known, typed)
        payer = payer_of(typed)
        taken = Taken(
            amount=typed.amount,
            received_on=typed.received_on,
            key=typed.key,
            months=typed.rate.months,
            price=agreed_price(payer, typed),
            method=typed.method,
            paper_number=typed.paper_number,
        )
        return record_payment(payer, taken=taken, recorded_by=recorded_by)


def record_unseen(typed, *, recorded_by):
    """Like `record_typed`, where nobody can be asked: of several people with one name none is guessed, staff merge."""
    try:
        return record_typed(typed, recorded_by=recorded_by)
    except SeveralPayersError:
        return record_typed(replace(typed, is_new=True), recorded_by=recorded_by)


def hold_names():
    """Until the transaction ends nobody else types: two lines with the name of one new person make one person.

    Held first of all, on a row that no other service locks, so that nobody waits in a circle.
    """
    list(DuesRate.objects.select_for_update(no_key=True).order_by("pk")[:1])


def agreeing(payment, typed):
    """`payment` when it is what was `typed`, else WrittenAlreadyError: a correction must not get lost in silence."""
    written = payment.amount, payment.method, payment.months, payment.received_on
    same = written == (typed.amount, typed.method, typed.rate.months, typed.received_on)
    if same and same_name(payment.person.current, (typed.name,)):
        return payment
    raise WrittenAlreadyError(payment.receipt)


def payer_of(typed):
    if typed.person:
        return held(typed.person)
    called = [] if typed.is_new else people_called(typed.name)
    if len(called) > 1:
        raise SeveralPayersError
    if called:
        return held(called[0])
    given, _, family = " ".join(typed.name.split()).partition(" ")
    return create_person(given, family_name=family, language=settings.LANGUAGE_CODE)


def held(person):
    """The row that counts for `person` as it is now, held until the transaction ends. Raises PayerGoneError."""
    row = Person.objects.select_for_update(no_key=True).filter(pk=person.pk, erased_at=None).first()
    if row is None:
        raise PayerGoneError
    return held(row.merged_into) if row.merged_into_id else row


def agreed_price(payer, typed):
    """What one period costs `payer`: as agreed before for as many months, else what was paid and at least the least."""
    agreed = agreed_prices(payer).get(typed.rate.months, 0)
    return price_for(typed.amount, agreed=agreed, minimum=typed.rate.minimum)
