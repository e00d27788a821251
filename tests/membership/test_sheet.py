"""A paper sheet, typed in by whoever may take dues."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from membership.models import ContactPoint, DuesRate, Payment, Person, User
from tests.demo import logged_in

SHEET = "/admin/cash/sheet/"
TODAY = timezone.localdate()


@pytest.fixture
def collector(site):
    user = User.objects.create_user(email="clara@example.org", name="Clara")
    user.groups.add(Group.objects.get(name="Collector"))
    return logged_in(user.email)


@pytest.fixture
def before(site):
    return Payment.objects.count()


def row(number, name="Rosa Nueva", amount="20", **more):
    cells = {"name": name, "amount": amount, "method": "cash", "paper_number": "", "key": str(uuid4())} | more
    return {f"row-{number}-{cell}": text for cell, text in cells.items()}


def sheet(*rows, **top):
    typed = {"received_on": TODAY.isoformat(), "rate": DuesRate.objects.get(period="month").pk} | top
    for cells in rows:
        typed |= cells
    return typed


def text_of(response):
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def written():
    lines = Payment.objects.filter(recorded_by__email="clara@example.org").order_by("pk")
    return [(line.person.name, line.amount, line.method, line.paper_number) for line in lines]


def twins():
    return [Person.objects.create(given_name="Ana", family_name="Gémea", town=town) for town in ("Aldeia", "Vila")]


def test_a_sheet_is_written_at_once(collector):
    known = Person.objects.create(given_name="Jurema", family_name="Conhecida")
    rows = row(1, "jurema conhecida", "12.50", paper_number="7"), row(5, "Rosa Nueva", "20", method="check")
    page = text_of(collector.post(SHEET, sheet(*rows)))
    assert written() == [("Jurema Conhecida", 1250, "cash", "7"), ("Rosa Nueva", 2000, "check", "")]
    assert "2 payments are written: $32.50" in page
    receipts = [line.receipt for line in Payment.objects.order_by("-pk")[:2]]
    assert [receipt in page for receipt in receipts] == [True, True]
    assert known.payments.count() == 1
    assert page.count("somebody new") == 1


def test_saving_twice_writes_once(collector):
    typed = sheet(row(1), row(2, "Luz"))
    pages = [text_of(collector.post(SHEET, typed)) for _ in range(2)]
    assert (len(written()), ["2 payments are written: $40" in page for page in pages]) == (2, [True, True])


def test_a_wrong_row_stays_as_it_was_typed_and_the_good_ones_are_written(collector):
    wrong = row(2, "Luz <b>", "1.250", paper_number="<i>9", method="check")
    page = text_of(collector.post(SHEET, sheet(row(1), wrong, row(3, "Bia"))))
    assert [name for name, *_ in written()] == ["Rosa Nueva", "Bia"]
    for kept in ("Luz &lt;b&gt;", 'value="1.250"', "&lt;i&gt;9", wrong["row-2-key"]):
        assert kept in page
    assert '<a href="#row-2">Row 2: Did you mean $1,250.00 or $1.25?' in page
    assert '<option value="check" selected>' in page
    assert "Rosa Nueva" not in page.partition("<form")[2]


def test_a_mended_row_is_written_under_its_first_key(collector):
    wrong = row(2, "Luz", "many")
    page = text_of(collector.post(SHEET, sheet(row(1), wrong)))
    mended = {f"row-2-{cell}": value for cell, value in re.findall(r'name="row-2-(\w+)"[^>]*?value="([^"]*)"', page)}
    assert mended["row-2-key"] == wrong["row-2-key"]
    for _ in range(2):
        collector.post(SHEET, sheet(row(1, ""), mended | {"row-2-amount": "15", "row-2-method": "cash"}))
    assert written() == [("Rosa Nueva", 2000, "cash", ""), ("Luz", 1500, "cash", "")]


def test_of_several_people_one_is_chosen(collector):
    here, there = twins()
    typed = row(1, "ana gémea")
    page = text_of(collector.post(SHEET, sheet(typed)))
    assert written() == []
    assert re.findall(r'type="radio" name="row-1-who" value="([^"]+)"', page) == [
        *map(str, (here.handle, there.handle)),
        "new ana gémea",
    ]
    assert "Ana Gémea, Aldeia" in page
    assert "Choose who paid" in page
    collector.post(SHEET, sheet(typed | {"row-1-who": str(there.handle)}))
    assert [here.payments.count(), there.payments.count()] == [0, 1]


def test_somebody_new_may_have_the_same_name(collector):
    twins()
    typed = sheet(row(1, "Ana Gémea", who="new ana gémea"))
    for _ in range(2):
        collector.post(SHEET, typed)
    assert (len(written()), Person.objects.filter(family_name="Gémea").count()) == (1, 3)


@pytest.mark.parametrize("who", ["new rosa", "no handle", "x" * 400, "\0"])
def test_an_answer_to_another_question_chooses_nobody(collector, who):
    twins()
    page = text_of(collector.post(SHEET, sheet(row(1, "Ana Gémea", who=who))))
    assert (written(), "Not written yet" in page) == ([], True)


def test_nobody_can_be_chosen_who_is_called_otherwise(collector):
    twins()
    other = Person.objects.create(given_name="Zoraida")
    collector.post(SHEET, sheet(row(1, "Ana Gémea", who=str(other.handle))))
    assert (written(), other.payments.count()) == ([], 0)


@pytest.mark.parametrize(
    ("cell", "text", "sentence"),
    [
        ("name", "x" * 10_000, "at most 100 characters"),
        ("name", "\0Ana", "Null characters"),
        ("name", "   ", "Write a name"),
        ("amount", "-5", "Write an amount in numbers"),
        ("amount", "NaN", "Write an amount in numbers"),
        ("amount", "1.250", "Did you mean $1,250.00 or $1.25?"),
        ("amount", "9999999", "Look at the amount and the day"),
        ("amount", "0", "Look at the amount and the day"),
        ("amount", "9" * 10_000, "Write an amount in numbers"),
        ("amount", "<script>", "Write an amount in numbers"),
        ("method", "card", "Select a valid choice"),
        ("method", "waiver", "Select a valid choice"),
        ("paper_number", "7" * 10_000, "at most 20 characters"),
        ("key", "stripe:in_1", "Something is missing here"),
        ("key", "", "Something is missing here"),
    ],
)
def test_bad_cells_get_a_sentence_and_write_nothing(collector, before, cell, text, sentence):
    page = text_of(collector.post(SHEET, sheet(row(1, **{cell: text}))))
    assert sentence in page
    assert (Payment.objects.count(), 'value="<script>' in page) == (before, False)


@pytest.mark.parametrize(
    "top",
    [
        {"received_on": "2199-01-01"},
        {"received_on": "0001-01-01"},
        {"received_on": "\0"},
        {"received_on": ""},
        {"rate": "9" * 40},
        {"rate": "\0"},
        {"rate": ""},
    ],
    ids=repr,
)
def test_a_bad_day_or_period_keeps_all_rows(collector, before, top):
    page = text_of(collector.post(SHEET, sheet(row(1), row(30, "Luz"), **top)))
    assert (Payment.objects.count(), 'value="Rosa Nueva"' in page, 'value="Luz"' in page) == (before, True, True)
    assert "Not written yet" in page


def test_a_paper_number_that_is_known_is_refused_at_its_row(collector):
    page = text_of(collector.post(SHEET, sheet(row(1, paper_number="41"), row(2, "Luz", paper_number="41"))))
    assert len(written()) == 1
    assert "Row 2: This number of the paper book was typed in before" in page


def test_a_written_row_that_was_changed_in_an_old_tab_is_not_taken_for_the_same(collector):
    typed = row(1)
    collector.post(SHEET, sheet(typed))
    page = text_of(collector.post(SHEET, sheet(typed | {"row-1-amount": "25"})))
    assert (written()[0][1], "This was written before" in page) == (2000, True)


def test_nothing_typed_writes_nothing(collector, before):
    assert "Not written yet" not in text_of(collector.post(SHEET, sheet(row(1, "", ""))))
    assert Payment.objects.count() == before


def test_the_page_shows_no_ledger_and_no_contact(collector):
    here, _ = twins()
    ContactPoint.objects.create(person=here, kind="phone", value="+12035550177")
    pages = text_of(collector.get(SHEET)) + text_of(collector.post(SHEET, sheet(row(1, "Ana Gémea"))))
    assert ("0177" in re.sub(r"[0-9a-f-]{36}", "", pages), "Gémea" in text_of(collector.get(SHEET))) == (False, False)


@pytest.mark.parametrize("role", ["editor", "organizer"])
def test_other_staff_neither_see_nor_write(site, before, role):
    client = logged_in(f"{role}@example.org")
    answers = client.get(SHEET).status_code, client.post(SHEET, sheet(row(1))).status_code
    assert (answers, Payment.objects.count()) == ((302, 302), before)


def test_nobody_gets_it_without_a_login(site):
    assert Client().get(SHEET).status_code == 302


@pytest.mark.parametrize("crowd", [1, 30])
def test_the_page_asks_as_much_with_many_people(collector, django_assert_num_queries, crowd):
    for number in range(crowd):
        Person.objects.create(given_name=f"Ana {number}")
    collector.get(SHEET)
    with django_assert_num_queries(10):
        collector.get(SHEET)
