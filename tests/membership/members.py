"""A member with a login, and what they pay, for the tests of the member's side of dues."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from membership.models import Person, User
from membership.services.ledger import Taken, record_payment
from membership.services.people import create_person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def make_member(name="Ana", language="es", **values):
    contact = values.pop("contact", ("email", f"{name.casefold()}@example.org"))
    user = User.objects.create_user(email=f"login-{name.casefold()}@example.org")
    person = create_person(name, family_name="Pérez", language=language, contact=contact, user=user)
    Person.objects.filter(pk=person.pk).update(joined_on=values.pop("joined_on", days_ago(0)), **values)
    person.refresh_from_db()
    return person


def browser_of(person):
    client = Client()
    client.force_login(person.user, BACKEND)
    return client


def pay(person, amount=1000, ago=0, key="one", months=1, **more):
    taken = Taken(amount=amount, months=months, received_on=days_ago(ago), key=f"{person.pk}:{key}", **more)
    return record_payment(person, taken=taken)
