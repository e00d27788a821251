"""After erasing, no table of the whole database holds a name, a number or an e-mail of the person."""

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log

from membership.enums import ParticipationKind, Purpose
from membership.models import (
    ContactPoint,
    Message,
    Participation,
    Payment,
    Person,
    StripeCustomer,
    Subscription,
    User,
)
from membership.services.consents import give_consent
from membership.services.erasing import erase_person
from membership.services.joining import join
from membership.services.ledger import Taken, record_payment
from membership.services.merging import merge_persons
from membership.services.participation import record_participation
from membership.services.people import create_person
from membership.services.proofs import ask_for_proof
from membership.services.standing import joined_and_standing
from membership.signals import person_erased
from tests.membership.conftest import EMAIL, PHONE

TODAY = timezone.localdate()
TRACES = ["Zoraida", "Quispe", "Zori", "5550142", EMAIL, "Testville", "06519", "zoraida", "quispe", "zori", "testville"]


def places_of(words):
    """Every table in which one of `words` stands in any column."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        for row in model._base_manager.values_list()
        if any(word in str(row) for word in words)
    }


def pay(person, key="k1"):
    treasurer, _ = User.objects.get_or_create(email="treasurer@example.org", is_staff=True)
    cash = Taken(amount=1000, months=1, received_on=TODAY, key=key)
    return record_payment(person, taken=cash, recorded_by=treasurer)


@pytest.fixture
def zoraida(db):
    """A member of whom we hold something in every table that there is."""
    user = User.objects.create_user(email=EMAIL, phone=PHONE, phone_verified_at=timezone.now(), name="Zori")
    person = join(user, given_name="Zoraida", family_name="Quispe", language="es")
    person.called, person.town, person.zip_code = "Zori", "Testville", "06519"
    person.save()
    ContactPoint.objects.create(person=person, kind="email", value=EMAIL)
    give_consent(person, purpose=Purpose.NEWS, channel="phone", wording="Write to me.", how="profile")
    record_participation(
        person, kind=ParticipationKind.READ, subject="resource:1", occurred_on=TODAY, source_key="read:1:1"
    )
    ask_for_proof("signature:1", contact=("phone", PHONE), language="es")
    log(instance=person, action="wagtail.edit")
    log(instance=user, action="wagtail.edit")
    return person


def test_before_erasing_the_traces_are_there(zoraida):
    tables = {"Person", "NameWord", "User", "ContactPoint", "Message"}
    assert {f"membership.{table}" for table in tables} <= places_of(TRACES)


def test_the_editors_log_never_held_the_name(zoraida):
    assert "wagtailcore.ModelLogEntry" not in places_of(TRACES)


def test_erase_leaves_nothing_of_who_never_paid(zoraida):
    erase_person(zoraida)
    assert places_of(TRACES) == set()
    assert (Person.objects.count(), User.objects.count(), Participation.objects.count()) == (0, 0, 0)


def test_erase_leaves_the_payments_with_a_blank_row(zoraida):
    payment = pay(zoraida)
    handle = zoraida.handle
    erase_person(zoraida)
    assert places_of([*TRACES, str(handle)]) == set()
    assert list(Payment.objects.values_list("pk", "amount", "person")) == [(payment.pk, 1000, zoraida.pk)]
    row = Person.objects.values_list("given_name", "language", "joined_on", "user").get()
    assert (row, Person.objects.filter(erased_at=None).count()) == (("–", "en", None, None), 0)
    assert (joined_and_standing(), list(Person.objects.known())) == ({}, [])


def test_erasing_again_changes_nothing(zoraida):
    pay(zoraida)
    erase_person(zoraida)
    before = Person.objects.values().get()
    erase_person(zoraida)
    erase_person(Person.objects.get())
    assert Person.objects.values().get() == before
    erase_person(Person(pk=999))


def test_erase_takes_the_aliases_along(zoraida):
    twin = create_person("Zoraida", family_name="Quispe", language="es")
    pay(twin)
    merge_persons(zoraida, lost=twin, by=None)
    erase_person(zoraida)
    assert places_of(TRACES) == set()
    assert list(Payment.objects.values_list("person", "person__merged_into")) == [(twin.pk, None)]


def test_erasing_an_alias_erases_the_person(zoraida):
    twin = create_person("Zoraida", language="es")
    merge_persons(zoraida, lost=twin, by=None)
    erase_person(Person.objects.get(pk=twin.pk))
    assert Person.objects.count() == 0


def test_erase_ends_the_sessions_of_the_login(zoraida):
    client = Client()
    client.force_login(zoraida.user, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/en/member/").status_code == 200
    erase_person(zoraida)
    assert client.get("/en/member/").url.startswith("/en/account/login/")
    assert UserSession.objects.count() == 0


def test_erase_leaves_a_login_that_acts_for_somebody_else(zoraida):
    beto = create_person("Beto", language="es", contact=("phone", PHONE), user=zoraida.user)
    kept = Message.objects.create(
        key="beto",
        purpose="welcome",
        person=beto,
        channel="phone",
        address=PHONE,
        language="es",
        not_before=timezone.now(),
    )
    erase_person(zoraida)
    assert list(Person.objects.values_list("given_name", "user__phone")) == [("Beto", PHONE)]
    assert Message.objects.filter(person=beto).get() == kept
    assert places_of(["Zoraida", "Quispe"]) == set()


def test_erase_leaves_the_login_of_staff(zoraida):
    User.objects.filter(pk=zoraida.user_id).update(is_staff=True)
    erase_person(Person.objects.get(pk=zoraida.pk))
    assert list(User.objects.values_list("email", flat=True)) == [EMAIL]
    assert Person.objects.count() == 0


def test_a_login_that_once_took_dues_is_blanked(zoraida):
    other = create_person("Ana", language="es")
    record_payment(other, taken=Taken(amount=1, months=1, received_on=TODAY, key="k"), recorded_by=zoraida.user)
    erase_person(zoraida)
    assert places_of(TRACES) == set()
    assert list(User.objects.values_list("is_active", "phone", "name")) == [(False, None, "")]
    assert User.objects.get().email.endswith("@erased.invalid")


def test_what_a_receiver_raises_undoes_everything(zoraida):
    def refuse(sender, **kwargs):
        raise LookupError

    person_erased.connect(refuse)
    try:
        with pytest.raises(LookupError):
            erase_person(zoraida)
    finally:
        person_erased.disconnect(refuse)
    assert Person.objects.get(given_name="Zoraida").contacts.count() == 2


def test_the_log_names_nobody(zoraida, caplog):
    caplog.set_level("INFO", "membership")
    erase_person(zoraida, by=zoraida.user)
    line = caplog.messages[-1]
    assert line.startswith(f"person={zoraida.pk} erased")
    assert not any(word in line for word in TRACES)


@pytest.mark.parametrize("values", [{"town": "Testville"}, {"given_name": "Zoraida"}])
def test_the_database_refuses_a_name_on_a_blank_row(zoraida, values):
    pay(zoraida)
    erase_person(zoraida)
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.update(**values)


def test_what_the_card_company_knows_loses_the_name_and_waits_to_be_ended_there(zoraida):
    customer = StripeCustomer.objects.create(person=zoraida, customer_id="cus_1")
    Subscription.objects.create(person=zoraida, subscription_id="sub_1", customer_id="cus_1", status="active")
    pay(zoraida)
    erase_person(zoraida)
    customer.refresh_from_db()
    assert (customer.person, Subscription.objects.get().person) == (None, None)
