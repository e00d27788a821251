"""What else happened to some of the invented members, so that every screen of the dues has something to show."""

from datetime import timedelta

from django.utils import timezone

from membership.enums import Method, PaidFor
from membership.models import Person
from membership.services.breaks import pause_membership, resign
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.waivers import grant_waiver


def tell_their_stories(treasurer):
    """Each from its own person, by the order in which they were made."""
    people = list(Person.objects.members().order_by("pk"))
    years_of_one_member(people[0], treasurer)
    pause_membership(people[4], ends_on=days_ago(-60))
    grant_waiver(people[8], reason="Less work in winter.")
    resign(people[12])
    take(people[16], 500, 2, "half", by=treasurer, months=1, price=1000)
    take(people[20], 5000, 15, "gift", by=treasurer, method=Method.CHECK, paid_for=PaidFor.DONATION)


def years_of_one_member(person, treasurer):
    """A waiver years ago, a year by check, one by money order, one entered twice and taken back, a gift by Zelle."""
    take(person, 0, 1460, "waiver", by=treasurer, method=Method.WAIVER, months=12)
    take(person, 6000, 1090, "year", by=treasurer, method=Method.CHECK, months=12)
    take(person, 12000, 420, "another-year", by=treasurer, method=Method.MONEY_ORDER, months=12)
    twice = take(person, 1000, 69, "twice", by=treasurer, months=1, paper_number="0117")
    reverse_payment(twice, key=f"demo:{person.pk}:back", recorded_by=treasurer, note="Entered twice.")
    take(person, 2500, 200, "gift", by=treasurer, method=Method.ZELLE, paid_for=PaidFor.DONATION)
    take(person, 500, 3, "half", by=treasurer, months=1, price=1000)


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def take(person, amount, ago, key, *, by, **more):
    taken = Taken(amount=amount, received_on=days_ago(ago), key=f"demo:{person.pk}:{key}", **more)
    return record_payment(person, taken=taken, recorded_by=by)
