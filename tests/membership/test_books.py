"""The screens of the accounts: who sees them, what stands there, what they change."""

import csv
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from membership.models import Payment, Person
from tests.demo import logged_in, text_of
from tests.membership.books import (
    AMOUNT,
    NAME,
    REASON,
    TODAY,
    body,
    full_ledger,
    give,
    main_of,
    member,
    pay,
)

DUES = "/admin/dues/"
SCREENS = {
    "overview": "",
    "ledger": "ledger/",
    "csv": "ledger.csv",
    "xlsx": "ledger.xlsx",
    "payment": "payment/{}/",
    "months": "months/",
    "journal": f"journal.csv?from=2020-01-01&to={TODAY}",
    "voters": "voters/",
    "waivers": "waivers/",
}
MONEY = set(SCREENS)
OPENS = {
    "nobody": set(),
    "member": set(),
    "editor": set(),
    "collector": set(),
    "organizer": {"voters"},
    "treasurer": MONEY,
    "administrator": MONEY,
}


@pytest.fixture
def dues(roles):
    return full_ledger()


def browser(role):
    if role == "member":
        get_user_model().objects.create_user(email="member@example.org")
    return Client() if role == "nobody" else logged_in(f"{role}@example.org")


def screen(name, line):
    return DUES + SCREENS[name].format(line.pk)


@pytest.mark.parametrize("role", OPENS)
def test_each_role_opens_its_screens_and_reads_nothing_else(dues, role):
    client = browser(role)
    answers = {name: client.get(screen(name, dues)) for name in SCREENS}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == OPENS[role]
    read = b"".join(body(answer) for name, answer in answers.items() if name not in OPENS[role]).decode()
    assert [mark for mark in (NAME, AMOUNT, "12.34", REASON, dues.receipt) if mark in read] == []


def test_who_votes_stands_there_without_any_amount_or_reason(dues):
    page = text_of(f"{DUES}voters/", logged_in("organizer@example.org"))
    assert ("Quispe, Zoraida" in page, "Souza, Wilma" in page) == (True, True)
    assert [mark for mark in ("$", dues.receipt, "aiver", REASON) if mark in main_of(page)] == []


def test_only_the_list_of_waivers_and_the_payment_name_who_does_not_pay(dues):
    client = logged_in("treasurer@example.org")
    assert (REASON in text_of(f"{DUES}waivers/", client), "Wilma Souza" in text_of(f"{DUES}waivers/", client)) == (
        True,
        True,
    )
    waiver = Payment.objects.get(method="waiver")
    assert REASON in text_of(f"{DUES}payment/{waiver.pk}/", client)
    others = [screen(name, dues) for name in ("overview", "ledger", "csv", "months", "journal", "voters")]
    assert [url for url in others if REASON.encode() in body(client.get(url))] == []
    assert "Souza" not in text_of(DUES, client)


def test_the_overview_draws_and_says_the_same_figures(dues):
    page = text_of(DUES, logged_in("treasurer@example.org"))
    drawn = set(re.findall(r"<title>[^<]*: (-?\$[\d.,]+)</title>", page))
    said = set(re.findall(r'<td class="figure">(-?\$[\d.,]+)</td>', page))
    assert drawn
    assert drawn - said == set()
    assert " style=" not in main_of(page)


@pytest.mark.parametrize("count", [3, 300])
def test_each_screen_asks_as_little_for_many_lines(roles, count):
    person = member()
    for number in range(count):
        line = pay(person, f"k{number}", 500) if number % 2 else give(f"k{number}", 500)
    client, asked = logged_in("treasurer@example.org"), {}
    for name in SCREENS:
        client.get(screen(name, line))
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            body(client.get(screen(name, line)))
        asked[name] = len(queries)
    assert asked == {
        "overview": 17,
        "ledger": 15,
        "csv": 8,
        "xlsx": 9,
        "payment": 12,
        "months": 11,
        "journal": 9,
        "voters": 10,
        "waivers": 11,
    }


def found(client, query):
    """The amounts of the lines that `query` leaves, and how many lines and what sum the page says."""
    page = main_of(text_of(f"{DUES}ledger/?{query}", client))
    amounts = re.findall(r'data-label="Amount" class="figure">([^<]+)<', page)
    lines, gross = re.findall(r"<dd>([^<]+)</dd>", page)[:2]
    assert min(int(lines), 50) == len(amounts)
    return sorted(amounts), gross


@pytest.mark.parametrize(
    ("query", "amounts", "gross"),
    [
        ("person=quispe", ["$12.34", "$20", "-$2.34"], "$30"),
        ("person=zora+luna", ["$20"], "$20"),
        ("kind=donation", ["$7"], "$7"),
        ("method=card", ["$20"], "$20"),
        ("method=waiver", ["$0"], "$0"),
        ("reversals=on", ["-$2.34"], "-$2.34"),
        (f"from={TODAY - timedelta(days=2)}&to={TODAY - timedelta(days=1)}", ["$20", "$7"], "$27"),
        ("batch=999999", [], "$0"),
    ],
)
def test_filters_leave_what_they_say_and_the_sums_are_of_that(dues, query, amounts, gross):
    client = logged_in("treasurer@example.org")
    mine = "" if "batch" in query else f"&from={TODAY - timedelta(days=4)}" if "from" not in query else ""
    assert found(client, query + mine) == (amounts, gross)


def test_filters_by_collector_batch_and_year(dues):
    client = logged_in("treasurer@example.org")
    assert "$12.34" in found(client, f"batch={dues.batch_id}")[0]
    assert "$12.34" in found(client, f"collector={dues.recorded_by_id}&from={TODAY - timedelta(days=4)}")[0]
    assert found(client, "year=1999") == ([], "$0")


HOSTILE = [
    "x" * 10_000,
    "\x00",
    "-1",
    "9" * 5000,
    "1.250",
    "NaN",
    "<b>",
    "2026-02-30",
    "=1+1",
    "%s",
    "' OR 1=1 --",
    "٣",
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("path", ["ledger/", "ledger.csv", "ledger.xlsx", "journal.csv", "voters/"])
def test_nonsense_in_an_address_gets_a_page(dues, path, value):
    client = logged_in("treasurer@example.org")
    names = [
        "from",
        "to",
        "method",
        "kind",
        "person",
        "collector",
        "batch",
        "year",
        "reversals",
        "after",
        "on",
        "states",
    ]
    for name in names:
        answer = client.get(f"{DUES}{path}", {name: value})
        assert answer.status_code in (200, 302), name
        body(answer)


def test_a_filter_that_cannot_be_understood_gets_a_sentence_and_no_lines(dues):
    page = text_of(f"{DUES}ledger/?from=yesterday&person=quispe", logged_in("treasurer@example.org"))
    assert "Choose a day from the calendar" in page
    assert 'value="quispe"' in page
    assert dues.receipt not in page


def test_the_ledger_is_read_on_page_by_page_to_its_end(roles):
    before = Payment.objects.count()
    for number in range(120):
        give(f"k{number}", 100 + number, days=number % 7)
    client, seen, query = logged_in("treasurer@example.org"), [], ""
    while query is not None:
        page = text_of(f"{DUES}ledger/{query}", client)
        seen += re.findall(r"/admin/dues/payment/(\d+)/", main_of(page))
        older = re.search(r'rel="next" href="([^"]+)"', page)
        query = older and older[1].replace("&amp;", "&")
    lines = Payment.objects.order_by("-booked_on", "-pk").values_list("pk", flat=True)
    assert seen == [str(pk) for pk in lines]
    assert len(seen) == before + 120


def test_files_hold_the_filtered_lines_with_numbers_and_nothing_that_runs(dues):
    Person.objects.filter(family_name=NAME).update(family_name="=cmd|' /C calc'!A0", given_name="-2+3")
    client, query = logged_in("treasurer@example.org"), f"?from={TODAY - timedelta(days=3)}&to={TODAY}"
    answer = client.get(f"{DUES}ledger.csv{query}")
    assert answer["Content-Disposition"] == (f'attachment; filename="ledger-{TODAY - timedelta(days=3)}-{TODAY}.csv"')
    rows = list(csv.DictReader(body(answer).decode("utf-8-sig").splitlines()))
    mine = [(row["Person"], row["Amount"], row["Fee"], row["Net"], row["Takes back"]) for row in rows]
    name = "'-2+3 =cmd|' /C calc'!A0"
    assert mine[:5] == [
        (name, "-2.34", "0.00", "-2.34", dues.receipt),
        ("Wilma Souza", "0.00", "0.00", "0.00", ""),
        ("", "7.00", "0.00", "7.00", ""),
        (name, "20.00", "0.88", "19.12", ""),
        (name, "12.34", "0.00", "12.34", ""),
    ]
    sheet = load_workbook(BytesIO(body(client.get(f"{DUES}ledger.xlsx{query}")))).active
    cells = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[6]) for row in cells] == [(row["Booked on"], float(row["Amount"])) for row in rows]


def test_more_lines_than_a_sheet_takes_lead_back_with_a_sentence(dues, monkeypatch):
    monkeypatch.setattr("membership.views.books.ledger.SHEET", Payment.objects.count() - 1)
    client = logged_in("treasurer@example.org")
    answer = client.get(f"{DUES}ledger.xlsx?method=cash", follow=True)
    assert answer["Content-Type"].startswith("application/")
    answer = client.get(f"{DUES}ledger.xlsx?collector=", follow=True)
    assert answer.redirect_chain == [(f"{DUES}ledger/?collector=", 302)]
    assert "too many for Excel" in answer.content.decode()
    assert len(list(csv.reader(body(client.get(f"{DUES}ledger.csv")).decode().splitlines()))) > Payment.objects.count()
