"""Thirty plainly invented members, at every standing; one of them can be logged in as."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from membership.models import Person, User
from membership.services.ledger import Taken, record_payment
from membership.services.people import create_person

LOGIN = "member@example.org"
TOWNS = ["Testville", "Exampleton", "Sampleford", "Mockbury", "Demoville"]
GIVEN = ["Marisol", "Ivone", "Nadège", "Wilson", "Beatriz", "Luz", "Odalys", "Celina", "Rosa Elvira", "Tomás"]
FAMILY = ["Demo Pérez", "Exemplo da Silva", "Essai"]
# When the last month of dues was paid, in days before today; none for who only applied.
LAST_PAID = {"good": 10, "grace": 60, "lapsed": 200, "applied": None}


def make_demo_people(languages):
    """Makes them once; run again it changes nothing."""
    if Person.objects.members().exists():
        return
    treasurer = User.objects.get(email="treasurer@example.org")
    for number in range(len(GIVEN) * len(FAMILY)):
        standing = list(LAST_PAID)[0 if number == 0 else number % len(LAST_PAID)]
        person = make_person(number, languages[number % len(languages)])
        if LAST_PAID[standing] is not None:
            pay(person, LAST_PAID[standing], treasurer)


def make_person(number, language):
    is_login = number == 0
    user = get_user_model().objects.get_or_create(email=LOGIN)[0] if is_login else None
    person = create_person(
        GIVEN[number % len(GIVEN)],
        family_name=FAMILY[number // len(GIVEN)],
        language=language,
        contact=("email", LOGIN if is_login else f"member{number}@example.org"),
        user=user,
    )
    person.joined_on = timezone.localdate() - timedelta(days=400 + number)
    person.town = "" if is_login else TOWNS[number % len(TOWNS)]
    person.save()
    return person


def pay(person, last_paid, treasurer):
    """Three months of dues in cash, the last one `last_paid` days ago."""
    for month in (2, 1, 0):
        day = timezone.localdate() - timedelta(days=last_paid + 30 * month)
        key = f"demo:{person.pk}:{month}"
        record_payment(person, taken=Taken(amount=1000, months=1, received_on=day, key=key), recorded_by=treasurer)
