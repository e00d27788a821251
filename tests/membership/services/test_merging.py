from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.enums import ContactKind, ParticipationKind, Purpose
from membership.exceptions import MergeError
from membership.models import Consent, ContactPoint, Message, Participation, Payment, Person, User
from membership.services.erasing import erase_person
from membership.services.joining import join
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.merging import merge_persons
from membership.services.participation import record_participation
from membership.services.people import create_person
from membership.services.portability import everything_about
from membership.services.standing import joined_and_standing, standing_of, standings
from membership.standing import History, Line, standing_on

TODAY = timezone.localdate()
NOW = timezone.now()


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.org", is_staff=True)


@pytest.fixture
def pair(db):
    return create_person("Ana", language="es"), create_person("Ana", family_name="Pérez", language="en")


def history(*days):
    return History(tuple(Line(day, 0, 1000, 1, 1000) for day in days))


def pay(person, key, day, recorded_by, months=1):
    return record_payment(
        person, taken=Taken(amount=1000, months=months, received_on=day, key=key), recorded_by=recorded_by
    )


def reload(*people):
    return [Person.objects.get(pk=person.pk) for person in people]


def test_merge_leaves_an_alias_that_lists_do_not_show(pair):
    kept, lost = pair
    merge_persons(kept, lost=lost, by=None)
    kept, lost = reload(*pair)
    assert (lost.current, lost.name, kept.current, kept.name) == (kept, "Ana Pérez", kept, "Ana")
    assert list(Person.objects.known()) == [kept]


def test_merge_fills_gaps_and_keeps_the_first_day(pair):
    kept, lost = pair
    Person.objects.filter(pk=kept.pk).update(joined_on=date(2026, 5, 1), town="Testville")
    Person.objects.filter(pk=lost.pk).update(
        joined_on=date(2025, 1, 1), town="Mockbury", zip_code="06519", called="Anita"
    )
    merge_persons(kept, lost=lost, by=None)
    kept, lost = reload(*pair)
    assert (kept.joined_on, kept.town, kept.zip_code, kept.called) == (date(2025, 1, 1), "Testville", "06519", "Anita")
    assert (lost.joined_on, lost.town, lost.zip_code, lost.called, lost.user) == (None, "", "", "", None)


def test_merge_changes_no_line_of_the_ledger_and_counts_both(pair, treasurer):
    kept, lost = pair
    Person.objects.filter(pk=kept.pk).update(joined_on=TODAY)
    first = pay(kept, "a", TODAY - timedelta(days=20), treasurer)
    second = pay(lost, "b", TODAY, treasurer)
    before = list(Payment.objects.order_by("pk").values())
    merge_persons(kept, lost=lost, by=treasurer)
    kept, lost = reload(*pair)
    both = standing_on(TODAY, history(first.received_on, second.received_on))
    assert list(Payment.objects.order_by("pk").values()) == before
    assert set(kept.payments) == {first, second}
    assert standing_of(kept) == both
    assert standings(Person.objects.members()) == {kept: both}
    assert joined_and_standing() == {kept.pk: both}
    assert len(everything_about(kept)["payments"]) == 2


def test_a_payment_of_the_alias_is_reversed_as_ever(pair, treasurer):
    kept, lost = pair
    payment = pay(lost, "b", TODAY, treasurer)
    merge_persons(kept, lost=lost, by=treasurer)
    reverse_payment(payment, recorded_by=treasurer, key="r")
    assert (standing_of(kept).paid_through, sum(kept.payments.values_list("amount", flat=True))) == (None, 0)


def test_a_chain_of_merges_ends_in_one_person(pair, treasurer):
    first, second = pair
    third = create_person("Anna", language="en")
    pay(first, "a", TODAY, treasurer)
    merge_persons(second, lost=first, by=None)
    merge_persons(third, lost=second, by=None)
    assert {row.merged_into_id for row in reload(first, second)} == {third.pk}
    assert third.payments.count() == 1


def test_contacts_come_together_without_doubles(pair):
    kept, lost = pair
    point = {"kind": ContactKind.PHONE, "value": "+12035550142"}
    ContactPoint.objects.create(person=kept, **point, preferred=True, safe_to_leave_message=True)
    ContactPoint.objects.create(person=lost, **point, verified_at=NOW)
    ContactPoint.objects.create(person=lost, kind=ContactKind.EMAIL, value="ana@example.org", preferred=True)
    merge_persons(kept, lost=lost, by=None)
    rows = ContactPoint.objects.order_by("kind").values_list(
        "person", "value", "preferred", "verified_at", "safe_to_leave_message"
    )
    assert list(rows) == [
        (kept.pk, "ana@example.org", False, None, False),
        (kept.pk, "+12035550142", True, NOW, False),
    ]


@pytest.mark.parametrize(
    ("own", "others", "in_force"),
    [
        ([(2, None)], [(1, None)], 1),
        ([(1, 3)], [(2, None)], 0),
        ([(2, None)], [(1, 3)], 0),
        ([(1, 2)], [(3, None)], 1),
        ([], [(1, None)], 1),
    ],
    ids=["both yes", "a later no of the kept", "a later no of the lost", "an earlier no", "only the lost"],
)
def test_of_consents_the_last_word_counts(pair, own, others, in_force):
    kept, lost = pair
    for person, rows in ((kept, own), (lost, others)):
        for given_on, withdrawn_on in rows:
            Consent.objects.create(
                person=person,
                purpose=Purpose.NEWS,
                channel="email",
                wording="Write to me.",
                how="profile",
                given_at=NOW + timedelta(days=given_on),
                withdrawn_at=NOW + timedelta(days=withdrawn_on) if withdrawn_on else None,
            )
    merge_persons(kept, lost=lost, by=None)
    assert (Consent.objects.in_force().count(), Consent.objects.exclude(person=kept).count()) == (in_force, 0)


def test_messages_and_aliases_change_hands(pair):
    kept, lost = pair
    Message.objects.create(
        key="x", purpose="welcome", person=lost, channel="email", address="a@example.org", language="es", not_before=NOW
    )
    merge_persons(kept, lost=lost, by=None)
    assert Message.objects.get().person == kept


def test_merging_again_changes_nothing(pair, treasurer):
    kept, lost = pair
    pay(lost, "a", TODAY, treasurer)
    merge_persons(kept, lost=lost, by=None)
    before = list(Person.objects.values())
    assert merge_persons(kept, lost=lost, by=None) == kept
    assert list(Person.objects.values()) == before


def test_what_cannot_be_merged_is_refused(pair, treasurer):
    kept, lost = pair
    third = create_person("Rosa", language="en")
    pay(third, "a", TODAY, treasurer)
    merge_persons(kept, lost=lost, by=None)
    erase_person(third)
    for one, other in ((kept, kept), (third, kept), (kept, third), (lost, kept), (kept, Person(pk=999))):
        with pytest.raises(MergeError):
            merge_persons(one, lost=other, by=None)


def login(**contacts):
    verified = {"phone_verified_at": NOW} if "phone" in contacts else {}
    return User.objects.create_user(**contacts, **verified)


def test_the_only_login_goes_with_the_person(pair):
    kept, lost = pair
    user = login(phone="+12035550142")
    Person.objects.filter(pk=lost.pk).update(user=user)
    merge_persons(kept, lost=lost, by=None)
    assert reload(kept)[0].user == user


def test_of_two_logins_one_stays_and_takes_over_the_proven_contact(db):
    kept = join(login(email="ana@example.org"), given_name="Ana", family_name="", language="es")
    lost = join(login(phone="+12035550142"), given_name="Ana", family_name="Pérez", language="es")
    merge_persons(kept, lost=lost, by=None)
    users = User.objects.values_list("email", "phone", "is_active")
    assert list(users) == [("ana@example.org", "+12035550142", True)]


def test_a_login_that_acts_for_both_stays(pair):
    user = login(phone="+12035550142")
    Person.objects.update(user=user)
    merge_persons(*reload(pair[0]), lost=pair[1], by=None)
    assert list(User.objects.all()) == [user]


def test_no_login_of_staff_is_ended_or_changed(pair, treasurer):
    kept, lost = pair
    member = login(phone="+12035550142")
    Person.objects.filter(pk=kept.pk).update(user=treasurer)
    Person.objects.filter(pk=lost.pk).update(user=member)
    merge_persons(kept, lost=lost, by=None)
    assert list(User.objects.values_list("email", "phone")) == [("treasurer@example.org", None)]


@pytest.mark.parametrize("values", [{"town": "Testville"}, {"joined_on": TODAY}])
def test_the_database_keeps_an_alias_bare(pair, values):
    kept, lost = pair
    merge_persons(kept, lost=lost, by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.filter(pk=lost.pk).update(**values)


def test_the_database_refuses_an_alias_of_itself(pair):
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.filter(pk=pair[0].pk).update(merged_into=pair[0].pk)


DAYS = st.integers(0, 400)
KINDS = [ParticipationKind.ATTENDED.value, ParticipationKind.SIGNED_OFF.value]  # the others have rules of upper apps
DONE = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 3), st.integers(0, 2)), max_size=5)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paid=st.tuples(st.lists(DAYS, max_size=3), st.lists(DAYS, max_size=3)), done=st.tuples(DONE, DONE))
def test_merging_loses_and_doubles_nothing(treasurer, paid, done):
    """Sums of money, standing, and what was done (each thing once a day) are those of both together."""
    with transaction.atomic():
        people = [create_person(name, language="es") for name in ("Ana", "Anita")]
        for person, days, things in zip(people, paid, done, strict=True):
            for number, day in enumerate(days):
                pay(person, f"{person.pk}-{number}", TODAY - timedelta(days=day), treasurer)
            for kind, subject, day in things:
                record_participation(
                    person,
                    kind=kind,
                    subject=f"thing:{subject}",
                    occurred_on=TODAY - timedelta(days=day),
                    source_key=f"{person.pk}:{kind}:{subject}:{day}",
                )
        kept = merge_persons(people[0], lost=people[1], by=treasurer)
        assert sum(kept.payments.values_list("amount", flat=True)) == 1000 * len(paid[0] + paid[1])
        assert standing_of(kept) == standing_on(
            TODAY, history(*(TODAY - timedelta(days=day) for day in paid[0] + paid[1]))
        )
        rows = Participation.objects.filter(person=kept).values_list("kind", "subject", "occurred_on")
        wanted = {(kind, f"thing:{subject}", TODAY - timedelta(days=day)) for kind, subject, day in done[0] + done[1]}
        assert sorted(rows) == sorted(wanted)
        transaction.set_rollback(True)
