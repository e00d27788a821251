"""The member's page of dues: how they stand, how to pay, what they paid, and not paying this year."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from membership.enums import Method, PaidFor
from membership.models import DuesSettings, Message, Payment, Person
from membership.services.breaks import pause_membership, resign
from membership.services.ledger import reverse_payment
from membership.services.merging import merge_persons
from membership.services.messages import send_messages
from membership.services.people import create_person
from membership.services.standing import standing_of
from tests.membership.members import browser_of, days_ago, make_member, pay

PAGE = "/en/member/dues/"
RIGHTS = "You pay no dues this year. You are a member with full rights."


@pytest.fixture
def ana(site):
    cache.clear()
    return make_member()


def page_of(person, path=PAGE):
    return browser_of(person).get(path).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def heading_of(person):
    return re.search(r'<h2 id="standing">(.*?)</h2>', page_of(person))[1]


def rows_of(person):
    body = page_of(person).split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[re.sub(r"<[^>]+>", "", cell).removesuffix(" (PDF)") for cell in row] for row in cells]


def good(person):
    pay(person)


def late(person):
    pay(person, ago=60)


def resting(person):
    pay(person, ago=200)


def on_a_break(person):
    pay(person)
    pause_membership(person, ends_on=days_ago(-30))


def gone(person):
    pay(person)
    resign(person)


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (lambda person: None, "You asked to be a member"),
        (good, "You are in good standing"),
        (late, "You are still a member"),
        (resting, "Your membership has lapsed"),
        (on_a_break, "You are taking a break"),
        (gone, "You left, and the door is open"),
    ],
)
def test_page_says_how_somebody_stands(ana, happened, said):
    happened(ana)
    assert heading_of(ana) == said


def test_amount_below_the_price_waits(ana):
    pay(ana, 500, price=1000)
    assert "$5 waits for the rest." in page_of(ana)


def test_ledger_says_what_each_line_is_for(ana):
    pay(ana, 3000, ago=40, price=1000, key="three")
    twice = pay(ana, key="twice")
    reverse_payment(twice, key="back")
    pay(ana, 2500, key="gift", method=Method.ZELLE, paid_for=PaidFor.DONATION, months=0)
    found = [row[1:] for row in rows_of(ana)]
    year, last = Payment.objects.first().receipt_year, standing_of(ana).paid_through
    assert [row[0] for row in found[:3]] == [
        "Donation",
        f"Takes back receipt {twice.receipt}",
        "Dues, taken back later",
    ]
    assert found[3][0].startswith("Dues, ")
    assert found[3][0].endswith(f"to {last:%B} {last.day}, {last.year}")
    assert [row[-1] for row in found] == ["$25", "-$10", "$10", "$30"]
    assert {row[2][:5] for row in found} <= {f"{year}-", f"{year - 1}-"}


def test_last_time_is_what_was_paid_for_how_long(ana):
    assert "Pay again as last time" not in page_of(ana)
    pay(ana, 3000, price=1000)
    pay(ana, 9000, key="gift", paid_for=PaidFor.DONATION, months=0)
    assert "$30 for 3 months (Cash)" in page_of(ana)


def test_zelle_is_offered_only_when_there_is_an_address(ana):
    assert "Zelle" not in page_of(ana)
    ways = DuesSettings.load()
    ways.zelle, ways.payable_to = "dues@example.org", "Worker Fund"
    ways.save()
    page = page_of(ana)
    assert ("dues@example.org" in page, "Payable to Worker Fund." in page, ana.reference in page) == (True, True, True)


def test_page_shows_nothing_of_others(ana):
    other = make_member("Bea")
    payment = pay(other, 1234)
    assert (payment.receipt in page_of(ana), "$12.34" in page_of(ana)) == (False, False)


def test_questions_do_not_grow_with_the_lines(ana, django_assert_num_queries):
    client = browser_of(ana)
    counts = []
    for times in (3, 30):
        for number in range(times):
            payment = pay(ana, key=f"{times}:{number}")
        reverse_payment(payment, key=f"back:{times}")
        client.get(PAGE)
        with django_assert_num_queries(100, exact=False) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("typed", ["{}", "{lower}", "{split}", "{short}"])
def test_reference_code_finds_whose_it_is(ana, typed):
    make_member("Bea")
    code = ana.reference
    center, number = code.split("-")
    forms = {"lower": code.lower(), "split": f"{center} {number}", "short": f"{center}{ana.pk}"}
    assert list(Person.objects.known().matching(typed.format(code, **forms))) == [ana]


def test_reference_code_of_a_merged_row_finds_the_kept_one(ana):
    lost = create_person("Anna", language="es")
    code = lost.reference
    merge_persons(ana, lost=lost, by=None)
    assert list(Person.objects.known().matching(code)) == [ana]


def test_reference_code_beyond_all_numbers_finds_nobody(ana):
    assert list(Person.objects.matching(f"{ana.reference}{'9' * 400}")) == []


def test_one_tap_and_nothing_is_to_be_paid(ana):
    client = browser_of(ana)
    for _ in range(2):
        answer = client.post("/en/member/dues/waive/", follow=True)
        assert RIGHTS in answer.content.decode()
    assert list(ana.payments.values_list("method", "amount", "months")) == [(Method.WAIVER, 0, 12)]
    assert standing_of(ana).state == "good"
    assert "I can’t pay this year" not in page_of(ana)
    assert ana.waiver_reasons.count() == 0


def test_reason_is_kept_but_printed_nowhere(ana):
    browser_of(ana).post("/en/member/dues/waive/", {"reason": "My hours were cut"})
    assert ana.waiver_reasons.get().text == "My hours were cut"
    assert "My hours" not in page_of(ana)


@pytest.mark.parametrize("reason", ["x" * 10_000, "a\x00b"])
def test_bad_reason_stays_in_the_form_and_changes_nothing(ana, reason):
    answer = browser_of(ana).post("/en/member/dues/waive/", {"reason": reason})
    page = answer.content.decode()
    assert (answer.status_code, '<p class="err"' in page, "<details open>" in page) == (200, True, True)
    assert reason[:500] in page
    assert ana.payments.count() == 0


def test_message_of_a_waiver_names_no_money(ana, mailoutbox, settings):
    phone = make_member("Bea", contact=("phone", "+12035550142"))
    for person in (ana, phone):
        browser_of(person).post("/en/member/dues/waive/")
    send_messages(timezone.now())
    from membership.sms import MemoryBackend

    (_number, text), (letter,) = MemoryBackend.outbox[-1], mailoutbox[-1:]
    assert letter.subject == "Tienes un mensaje de CWC"
    assert "este año no pagas cuota" in letter.body
    assert text == f"CWC: Hola, Bea. Listo, como lo pediste: {settings.BASE_URL}/es/member/"
    assert Message.objects.filter(purpose="waiver", person__in=[ana, phone]).count() == 2


def test_who_left_is_asked_for_nothing(ana):
    gone(ana)
    page = page_of(ana)
    assert ("I can’t pay this year" in page, 'id="ways"' in page, "See how to come back" in page) == (
        False,
        False,
        True,
    )
