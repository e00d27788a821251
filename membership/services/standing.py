"""How people stand: everything that decides it, asked by one query for one person or for everybody."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import DateField, F, IntegerField, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from membership.enums import PaidFor
from membership.models import DuesSettings, Pause, Payment, Person, Resignation
from membership.models.ledger import ONLY_A_FEE
from membership.standing import GRACE_DAYS, History, Line, Span, Standing, standing_on

PERSON, LINE, REVERSAL, PAUSE, RESIGNATION, SETTING = range(6)
NUMBER, DAY = IntegerField(), DateField()
EVERYBODY = Q()
PAYERS = {Person: Coalesce("merged_into", "pk"), DuesSettings: Value(0, NUMBER)}


@dataclass
class Rows:
    """What the rows of one person say, before it is put together."""

    lines: dict = field(default_factory=dict)
    taken_back: list = field(default_factory=list)
    pauses: list = field(default_factory=list)
    resignations: list = field(default_factory=list)

    def add(self, what, first, last, key, amount, price, months):
        if what == LINE:
            self.lines[key] = (first, key, price, months, amount)
        elif what == REVERSAL:
            self.taken_back.append((key, amount))
        elif what == PAUSE:
            self.pauses.append(Span(first, last))
        elif what == RESIGNATION:
            self.resignations.append(Span(first, last and last - timedelta(days=1)))

    def history(self):
        lines = [self.counting(*line) for line in self.lines.values()]
        return History(tuple(filter(None, lines)), tuple(self.pauses), tuple(self.resignations))

    def counting(self, first, key, price, months, amount):
        """A line with what was not taken back of it; None without anything left: then it never was.

        Whoever chose the amount as the price of their period keeps the period while something of it is left.
        """
        taken_back = [back for line, back in self.taken_back if line == key]
        left = amount + sum(taken_back)
        if taken_back and not left:
            return None
        return Line(first, key, left if price == amount else price, months, left)


def rows_of(model, what, *, first=None, last=None, key=None, amount=None, price=None, months=None, where=EVERYBODY):
    """The rows of `model` in the shape that all share; `payer` is the row of the person that counts."""
    empty = Cast(Value(None), DAY)  # PostgreSQL takes a bare NULL for text
    return (
        model.objects.filter(where)
        .order_by()
        .annotate(
            what=Value(what, NUMBER),
            payer=PAYERS.get(model, Coalesce("person__merged_into", "person")),
            first=F(first) if first else empty,
            last=F(last) if last else empty,
            line=F(key) if key else Value(0, NUMBER),
            cents=F(amount) if amount else Value(0, NUMBER),
            each=F(price) if price else Value(0, NUMBER),
            lasts=F(months) if months else Value(0, NUMBER),
        )
        .values_list("payer", "what", "first", "last", "line", "cents", "each", "lasts")
    )


def all_rows(pks=None):
    """One query set over everything that decides how the people with the ids `pks`, or all members, stand."""
    whose, members = EVERYBODY, Q(joined_on__isnull=False) | Q(merged_into__joined_on__isnull=False)
    if pks is not None:
        whose, members = Q(person__in=Person.objects.rows_of(pks)), Q(pk__in=pks)
    dues = whose & Q(paid_for=PaidFor.DUES)
    lines = {"first": "received_on", "amount": "amount", "price": "price", "months": "months"}
    return rows_of(Person, PERSON, first="joined_on", where=members).union(
        rows_of(Payment, LINE, key="pk", where=dues & Q(reverses=None), **lines),
        rows_of(Payment, REVERSAL, key="reverses_id", where=dues & Q(reverses__isnull=False) & ~ONLY_A_FEE, **lines),
        rows_of(Pause, PAUSE, first="starts_on", last="ends_on", where=whose),
        rows_of(Resignation, RESIGNATION, first="resigned_on", last="returned_on", where=whose),
        rows_of(DuesSettings, SETTING, amount="grace_days"),
        all=True,
    )


@dataclass
class Membership:
    """What decides how people stand: the extra time in days, the history and the day of joining of each by id."""

    grace_days: int
    histories: dict[int, History]
    joined: dict[int, date] = field(default_factory=dict)

    def standing(self, pk, today):
        return standing_on(today, self.histories.get(pk, History()), self.grace_days)


def membership_of(pks=None) -> Membership:
    """The histories of the people with the ids `pks`, or of all members: one query."""
    found, members, extra = {}, {}, GRACE_DAYS
    for payer, what, *values in all_rows(pks).iterator():
        if what == SETTING:
            extra = values[3]
            continue
        found.setdefault(payer, Rows()).add(what, *values)
        if what == PERSON:
            members[payer] = members.get(payer) or values[0]
    return Membership(extra, {pk: found[pk].history() for pk in found if pk in members}, members)


def standing_of(person, today=None) -> Standing:
    return membership_of([person.pk]).standing(person.pk, today or timezone.localdate())


def standings(people, today=None):
    """Maps each of `people` to their standing: one query for all."""
    today, known = today or timezone.localdate(), membership_of([person.pk for person in people])
    return {person: known.standing(person.pk, today) for person in people}


def joined_and_standing(today=None) -> dict[int, Standing]:
    """The standing of every member there is, by one query: maps person ids to Standing."""
    today, everybody = today or timezone.localdate(), membership_of()
    return {pk: everybody.standing(pk, today) for pk in everybody.histories}
