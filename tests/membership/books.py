"""A ledger with a bit of everything, for the screens of the accounts."""

from datetime import timedelta

from django.utils import timezone

from membership.enums import Method, PaidFor
from membership.models import Person, User
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.merging import merge_persons
from membership.services.people import create_person
from membership.services.waivers import grant_waiver

TODAY = timezone.localdate()
NAME, AMOUNT, REASON = "Quispe", "$12.34", "My hours were cut this winter."


def treasurer():
    return User.objects.get(email="treasurer@example.org")


def member(name="Zoraida", family_name=NAME):
    person = create_person(name, family_name=family_name, language="es")
    Person.objects.filter(pk=person.pk).update(joined_on=TODAY - timedelta(days=400), town="Testville")
    person.refresh_from_db()
    return person


def pay(person, key, amount=1234, days=0, **more):
    months = 0 if more.get("paid_for") == PaidFor.DONATION else 1
    taken = Taken(amount=amount, months=months, received_on=TODAY - timedelta(days=days), key=key, **more)
    return record_payment(person, taken=taken, recorded_by=treasurer())


def give(key, amount=700, days=0):
    return pay(None, key, amount, days, paid_for=PaidFor.DONATION, method=Method.CHECK)


def full_ledger():
    """Zoraida's dues in cash, a part of them taken back; a card payment of an entry merged into hers; a stranger's
    gift; Wilma's waiver. Returns the dues."""
    zoraida, twin, wilma = member(), member("Zora", "Quispe Luna"), member("Wilma", "Souza")
    dues = pay(zoraida, "dues", days=3)
    pay(twin, "card", 2000, days=2, method=Method.CARD, fee=88)
    merge_persons(zoraida, lost=twin, by=treasurer())
    give("gift", days=1)
    grant_waiver(wilma, reason=REASON)
    reverse_payment(dues, key="back", amount=234, recorded_by=treasurer(), note="Counted wrong")
    return dues


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def main_of(page):
    return page[page.index('class="books') :]
