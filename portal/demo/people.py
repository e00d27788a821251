"""Thirty plainly invented members, at every standing; one of them can be logged in as, with years behind her."""

from django.contrib.auth import get_user_model
from django.db import transaction

from membership.models import Person, User
from membership.services.batches import confirm_batch, count_batch, expected_in, open_batch
from membership.services.people import create_person
from portal.demo.stories import days_ago, take, tell_their_stories

LOGIN = "member@example.org"
TOWNS = ["Testville", "Exampleton", "Sampleford", "Mockbury", "Demoville"]
GIVEN = ["Marisol", "Ivone", "Nadège", "Wilson", "Beatriz", "Luz", "Odalys", "Celina", "Rosa Elvira", "Tomás"]
FAMILY = ["Demo Pérez", "Exemplo da Silva", "Essai"]
# When the last month of dues was paid, in days before today; none for who only applied.
LAST_PAID = {"good": 10, "grace": 60, "lapsed": 200, "applied": None}
# How many days ago they joined, where it is not some four hundred.
JOINED = {0: 1500, 24: 40}


def make_demo_people(languages):
    """Makes them once; run again it changes nothing."""
    if Person.objects.members().exists():
        return
    treasurer, collector = (User.objects.get(email=f"{role}@example.org") for role in ("treasurer", "collector"))
    for number in range(len(GIVEN) * len(FAMILY)):
        standing = list(LAST_PAID)[0 if number == 0 else number % len(LAST_PAID)]
        person = make_person(number, languages[number % len(languages)])
        if LAST_PAID[standing] is not None:
            pay(person, LAST_PAID[standing], [treasurer, treasurer, collector])
    tell_their_stories(treasurer)
    close_box(treasurer, by=User.objects.get(email="administrator@example.org"))


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
    person.joined_on = days_ago(JOINED.get(number, 400 + number))
    person.town = "" if is_login else TOWNS[number % len(TOWNS)]
    person.save()
    return person


def pay(person, last_paid, collectors):
    """Three months of dues in cash, each taken by the next of `collectors`, the last one `last_paid` days ago."""
    for collector, month in zip(collectors, (2, 1, 0), strict=True):
        take(person, 1000, last_paid + 30 * month, f"{month}", by=collector, months=1)


@transaction.atomic
def close_box(treasurer, *, by):
    """What the treasurer took in was counted, and confirmed by a second person; the collector's box is open."""
    batch = open_batch(treasurer)
    counted = expected_in(batch) - 500
    count_batch(batch, counted=counted, counted_by=treasurer, note="One bill of $5 is missing. We look for it.")
    confirm_batch(batch, confirmed_by=by)
