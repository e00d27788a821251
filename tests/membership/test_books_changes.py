"""What the treasurer changes in the accounts: taking back, closing months; and what leaves as a journal or a list."""

import csv
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group

from membership.models import ClosedMonth, Payment, Person
from tests.demo import logged_in, text_of
from tests.membership.books import (
    TODAY,
    body,
    full_ledger,
    give,
    main_of,
)

DUES = "/admin/dues/"


@pytest.fixture
def dues(roles):
    """Zoraida's dues, of which something was taken back."""
    return full_ledger()


def taken_back(client, line, **typed):
    data = {"amount": "2.34", "note": "Counted wrong", "key": str(uuid4())} | typed
    return client.post(f"{DUES}payment/{line.pk}/reverse/", data, follow=True)


def left(line):
    return line.amount + sum(line.reversals.values_list("amount", flat=True))


def test_a_part_and_then_all_is_taken_back_each_by_a_line_of_its_own(dues):
    client, key = logged_in("treasurer@example.org"), str(uuid4())
    page = taken_back(client, dues, key=key).content.decode()
    assert "Something of it was taken back. $7.66 is left." in page
    taken_back(client, dues, key=key)
    assert left(dues) == 766
    page = taken_back(client, dues, amount="7.66").content.decode()
    assert ("$0 is left" in page, "Take it back" in page, left(dues)) == (True, False, 0)
    assert dues.reversals.latest("pk").recorded_by.email == "treasurer@example.org"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "1.250"}, "Did you mean $1,250.00 or $1.25?"),
        ({"amount": "-1"}, "Write an amount in numbers"),
        ({"amount": "0"}, "Look at the amount again."),
        ({"amount": "NaN"}, "Write an amount in numbers"),
        ({"amount": "10.01"}, "Only what is left of a payment can be taken back."),
        ({"amount": "9" * 10_000}, "Write an amount in numbers"),
        ({"note": ""}, "Write in a few words why"),
        ({"note": "x" * 10_000}, "200"),
        ({"note": "a\x00b"}, "Null characters are not allowed."),
        ({"key": "x"}, "Open this page anew and try again."),
        ({"key": ""}, "Open this page anew and try again."),
    ],
)
def test_what_cannot_be_taken_back_gets_a_sentence_and_changes_nothing(dues, typed, sentence):
    page = taken_back(logged_in("treasurer@example.org"), dues, **typed).content.decode()
    assert (sentence in page, left(dues)) == (True, 1000)
    if "amount" in typed and len(typed["amount"]) < 100:
        assert f'value="{typed["amount"]}"' in page


def test_a_waiver_is_taken_back_without_an_amount_and_a_reversal_never(dues):
    client, waiver = logged_in("treasurer@example.org"), Payment.objects.get(method="waiver")
    assert "How much" not in text_of(f"{DUES}payment/{waiver.pk}/", client)
    taken_back(client, waiver)
    taken_back(client, waiver)
    back = waiver.reversals.get()
    page = taken_back(client, back).content.decode()
    assert "Only what is left of a payment can be taken back." in page
    assert back.reversals.count() == 0


def test_who_sees_the_ledger_may_still_not_take_back_or_close(dues):
    group = Group.objects.get(name="Treasurer")
    group.permissions.remove(*group.permissions.filter(codename__in=["reverse_payment", "close_books"]))
    client = logged_in("treasurer@example.org")
    assert "Take it back" not in text_of(f"{DUES}payment/{dues.pk}/", client)
    taken_back(client, dues)
    client.post(f"{DUES}months/close/", {"month": "2026-01-01"})
    assert (left(dues), ClosedMonth.objects.count()) == (1000, 0)
    assert "Close " not in main_of(text_of(f"{DUES}months/", client))


def test_the_oldest_month_closes_after_a_question_and_once(roles):
    give("old", 500, days=800)
    client = logged_in("treasurer@example.org")
    month = (TODAY - timedelta(days=800)).replace(day=1)
    assert f'value="{month}"' in text_of(f"{DUES}months/close/", client)
    assert ClosedMonth.objects.count() == 0
    for _tap in range(2):
        client.post(f"{DUES}months/close/", {"month": month.isoformat()})
    assert list(ClosedMonth.objects.values_list("month", "lines", "total")) == [(month, 1, 500)]


@pytest.mark.parametrize("month", ["", "x", "2026-13-01", "9" * 5000, "2999-01-01", TODAY.replace(day=1).isoformat()])
def test_no_other_month_closes(roles, month):
    give("old", 500, days=800)
    answer = logged_in("treasurer@example.org").post(f"{DUES}months/close/", {"month": month}, follow=True)
    assert "Nothing was closed." in answer.content.decode()
    assert ClosedMonth.objects.count() == 0


def test_the_journal_has_accounts_and_no_names(dues):
    answer = logged_in("treasurer@example.org").get(f"{DUES}journal.csv?from={TODAY - timedelta(days=3)}&to={TODAY}")
    text = body(answer).decode("utf-8-sig")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["Reference"] == dues.receipt]
    assert [(row["Account"], row["Debit"], row["Credit"]) for row in rows] == [
        ("1010", "12.34", ""),
        ("4000", "", "12.34"),
    ]
    assert [name for name in ("Quispe", "Zora", "Souza", "Treasurer") if name in text] == []
    both = [sum(float(row[side] or 0) for row in csv.DictReader(text.splitlines())) for side in ("Debit", "Credit")]
    assert both[0] == pytest.approx(both[1])


def test_voters_are_chosen_by_day_and_by_what_counts(dues):
    client = logged_in("organizer@example.org")
    past = date(2020, 1, 1)
    assert "Nobody on that day." in text_of(f"{DUES}voters/?on={past}", client)
    ahead = f"{DUES}voters/?on={TODAY + timedelta(days=40)}"
    assert "Quispe, Zoraida" not in text_of(f"{ahead}&states=paused", client)
    assert "This day is ahead" in text_of(f"{ahead}&states=grace&states=good", client)
    Person.objects.filter(family_name="Souza").update(family_name="@Souza")
    answer = client.get(f"{DUES}voters/?on={TODAY}&states=good&file=csv")
    rows = list(csv.reader(body(answer).decode("utf-8-sig").splitlines()))
    assert (rows[0], ["'@Souza", "Wilma", "Testville"] in rows) == (["Family name", "Given name", "Town"], True)
