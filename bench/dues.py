"""Three years of dues and donations, in batches that were brought to the bank, under numbers without gaps."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings

from bench.rows import numbers, write
from membership.enums import HANDED_OVER, BatchState, Method, PaidFor
from membership.models import CashBatch, Payment, ReceiptCounter, User
from membership.services.books import close_month, next_month_to_close
from membership.standing import months_after

PLANS = ((1, (500, 1000, 1500, 2000)),) * 3 + ((3, (1500, 3000, 4500)), (12, (6000, 12000, 18000)))
METHODS = (Method.CASH,) * 4 + (Method.CARD,) * 4 + (Method.CHECK, Method.MONEY_ORDER, Method.ZELLE)
NOON = time(12)
OPEN_MONTHS = 2  # so many months before this one are not closed yet
COUNTED_FOR = timedelta(days=14)  # younger batches are not at the bank yet


@dataclass(frozen=True, slots=True, order=True)
class Came:
    """One line to be: what somebody brought on a day. `back` says that it is taken back the same day."""

    day: date
    payer: int
    amount: int
    price: int
    months: int
    method: str
    paid_for: str = PaidFor.DUES
    back: bool = False


class Dues:
    """Writes the lines of `members`, pairs (id of the person, day of joining), and donations of strangers."""

    def __init__(self, members, chance):
        self.members, self.today, self.draw = members, chance.today, chance.draw("dues")
        self.payment_ids, self.batch_ids = numbers(Payment), numbers(CashBatch)
        self.collectors = list(User.objects.filter(email__in=["treasurer@example.org", "collector@example.org"]))
        self.administrator = User.objects.get(email="administrator@example.org")
        self.batches, self.sums = {}, Counter()
        self.receipts = dict(ReceiptCounter.objects.values_list("year", "last"))

    def write(self):
        """Lines in the order of the days; then what they sum up to in each batch, and the numbers of the years."""
        came = sorted(one for pk, joined_on in self.members for one in self.years_of(pk, joined_on))
        count = write(Payment, (line for one in came for line in self.lines(one)))
        for key, batch in self.batches.items():
            self.bring_to_the_bank(batch, key[1])
        write(CashBatch, self.batches.values())
        for year, last in self.receipts.items():
            ReceiptCounter.objects.update_or_create(year=year, defaults={"last": last})
        self.close_months()
        return count

    def years_of(self, pk, joined_on):
        """From the first day on, until they stop or today; nothing from who only asked to join."""
        draw = self.draw
        if draw.random() < 0.05:
            return
        months, prices = draw.choice(PLANS)
        price, usual = draw.choice(prices), draw.choice(METHODS)
        stops = joined_on + timedelta(days=draw.randrange(60, 1000)) if draw.random() < 0.3 else self.today
        if draw.random() < 0.03:
            yield Came(joined_on, pk, 0, 0, 12, Method.WAIVER)
        day, number = joined_on, 0
        while day <= min(stops, self.today):
            method = usual if draw.random() < 0.8 else draw.choice(METHODS)
            yield Came(day, pk, price, price, months, method, back=draw.random() < 0.005)
            number += 1
            day = months_after(joined_on, number * months) + timedelta(days=draw.randrange(-5, 10))
        if draw.random() < 0.05:
            yield Came(min(stops, self.today), pk, 2500, 0, 0, usual, PaidFor.DONATION)

    def lines(self, came):
        collector = self.draw.choice(self.collectors)
        line = self.line(came, collector)
        yield line
        if came.back:
            yield self.line(came, collector, reverses_id=line.pk, amount=-came.amount, price=0, months=0, fee=0)

    def line(self, came, collector, **other):
        number = self.receipts[came.day.year] = self.receipts.get(came.day.year, 0) + 1
        pk = next(self.payment_ids)
        values = {"amount": came.amount, "price": came.price, "months": came.months, "fee": fee_of(came)} | other
        batch = self.batch_of(collector, came.day) if came.method in HANDED_OVER else None
        if batch:
            self.sums[batch.pk] += values["amount"]
        return Payment(
            pk=pk,
            person_id=came.payer,
            paid_for=came.paid_for,
            method=came.method,
            currency=settings.CENTER.currency,
            received_on=came.day,
            booked_on=came.day,
            recorded_at=datetime.combine(came.day, NOON, UTC),
            receipt_year=came.day.year,
            receipt_number=number,
            key=f"bench:{pk}",
            batch_id=batch and batch.pk,
            recorded_by_id=None if came.method == Method.CARD else collector.pk,
            **values,
        )

    def batch_of(self, collector, day):
        """One a collector and week."""
        key = (collector.pk, day - timedelta(days=day.weekday()))
        if key not in self.batches:
            self.batches[key] = CashBatch(pk=next(self.batch_ids), opened_by=collector, state=BatchState.COUNTED)
        return self.batches[key]

    def bring_to_the_bank(self, batch, week):
        """Counted as it should be, confirmed by a second person; the last two weeks' still lie here."""
        monday = min(week + timedelta(days=7), self.today)
        moment = datetime.combine(monday, time(16), tzinfo=UTC)
        batch.expected = batch.counted = self.sums[batch.pk]
        batch.counted_by, batch.counted_at = batch.opened_by, moment
        batch.confirmed_by, batch.confirmed_at = self.administrator, moment
        if monday <= self.today - COUNTED_FOR:
            batch.state, batch.deposited_on, batch.deposited_by = BatchState.DEPOSITED, monday, batch.opened_by
            batch.deposit_reference = f"B{batch.pk}"

    def close_months(self):
        newest = months_after(self.today.replace(day=1), -OPEN_MONTHS - 1)
        while (month := next_month_to_close(self.today)) and month <= newest:
            close_month(month, closed_by=self.collectors[0])


def fee_of(came):
    """What a card company keeps, in cents: 2.9 % and 30 cents."""
    return came.amount * 29 // 1000 + 30 if came.method == Method.CARD else 0
