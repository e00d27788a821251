"""Receipts and statements: what they say, and that the file says it in the member's language."""

import pytest
from django.utils import translation

from home.models import SiteFacts
from membership.enums import Method, PaidFor
from membership.models import DuesSettings
from membership.pdf.fonts import printable
from membership.receipts import receipt_of, statement_of
from membership.services.account import account_of
from membership.services.ledger import reverse_payment
from membership.services.waivers import grant_waiver
from tests.membership.members import browser_of, days_ago, make_member, pay
from tests.membership.papers import pages_of, words_on


@pytest.fixture
def ana(site):
    return make_member()


def entry_of(person, payment):
    return next(entry for entry in account_of(person).entries if entry.payment.pk == payment.pk)


def receipt(person, payment):
    return receipt_of(entry_of(person, payment), name=person.name, ways=DuesSettings.load())


def file_of(person, payment, client=None):
    return (client or browser_of(person)).get(f"/en/member/dues/receipts/{payment.receipt}.pdf")


def test_receipt_says_who_what_how_and_when(ana):
    payment = pay(ana, paper_number="0117")
    said, span = receipt(ana, payment), entry_of(ana, payment).span
    assert (said.title, said.amount, said.notes) == (f"Receipt {payment.receipt}", "$10", ())
    facts = dict(said.facts)
    assert (facts["From"], facts["How"], facts["Number in the paper book"]) == ("Ana Pérez", "Cash", "0117")
    assert said.code == f"CWC {payment.receipt} $10 {span.first}/{span.last}"
    assert span.first == days_ago(0)


def test_reversal_says_what_it_takes_back_and_the_receipt_that_it_was(ana):
    payment = pay(ana, 3000)
    back = reverse_payment(payment, key="back", amount=1000, note="secret words")
    assert dict(receipt(ana, back).facts)["For"] == f"Takes back receipt {payment.receipt}"
    assert receipt(ana, back).amount == "-$10"
    (note,) = receipt(ana, payment).notes
    assert note.startswith("$10 of it was taken back on ")
    assert note.endswith(f"by receipt {back.receipt}.")


@pytest.mark.parametrize(("ticked", "number", "says"), [(True, "12-3", 2), (True, "", 0), (False, "12-3", 0)])
def test_only_a_donation_is_deductible_and_only_when_it_is(ana, ticked, number, says):
    ways = DuesSettings.load()
    ways.donations_are_deductible, ways.tax_number = ticked, number
    ways.save()
    gift = pay(ana, key="gift", paid_for=PaidFor.DONATION, months=0)
    assert (len(receipt(ana, gift).notes), receipt(ana, pay(ana)).notes) == (says, ())


def test_file_is_in_the_language_of_the_member(ana):
    payment = pay(ana)
    answer = file_of(ana, payment)
    words = " ".join(words_on(answer.content))
    assert (answer["Content-Type"], answer.content[:5], pages_of(answer.content)) == ("application/pdf", b"%PDF-", 1)
    facts = SiteFacts.load()
    for text in ("Connecticut Worker Center", facts.address.splitlines()[0], f"Recibo {payment.receipt}", "$10"):
        assert text in words
    assert ("Cuota, del" in words, "Efectivo" in words, "Dues" in words) == (True, True, False)
    assert b"/Lang (es)" in answer.content


def test_receipt_says_nothing_of_a_reason(ana):
    waiver = grant_waiver(ana, reason="My hours were cut")
    words = " ".join(words_on(file_of(ana, waiver).content))
    assert ("Nada que pagar" in words, "hours" in words) == (True, False)


def test_receipt_of_another_person_is_not_there(ana):
    payment, stranger = pay(ana), make_member("Bea")
    assert file_of(stranger, payment).status_code == 404
    assert browser_of(ana).get("/en/member/dues/receipts/2020-0001.pdf").status_code == 404


@pytest.mark.parametrize("name", ["Żółć Nguyễn Đỗ", "Ольга", "漢字", "a\x00b\u202e", "😀" * 60, "x" * 100])
def test_any_name_can_be_printed(ana, name):
    payment = pay(ana)
    type(ana).objects.filter(pk=ana.pk).update(given_name=name[:100].replace("\x00", ""))
    assert file_of(ana, payment).status_code == 200


def test_letters_that_the_font_lacks_lose_their_mark():
    assert printable("Nguyễn\x00 Đỗ ñ 漢") == "Nguyen Do ñ ?"


def test_statement_holds_all_ways_apart_with_what_was_taken_back(ana):
    pay(ana, 3000, key="check", method=Method.CHECK, price=1000)
    twice = pay(ana, key="twice")
    back = reverse_payment(twice, key="back")
    gift = pay(ana, 2500, key="gift", method=Method.ZELLE, paid_for=PaidFor.DONATION, months=0)
    old = pay(ana, 700, ago=400, key="old")
    said = statement_of(account_of(ana), days_ago(0).year, person=ana)
    found = [(section.title, [row[3] for row in section.rows], section.total) for section in said.sections]
    dues = found[0][1]
    assert [(title, total) for title, _rows, total in found] == [("Dues", "$30"), ("Donations", "$25")]
    assert (dues[1:], found[1][1], said.total) == ([twice.receipt, back.receipt], [gift.receipt], "$55")
    assert old.receipt not in dues
    assert dict(said.facts) == {"From": "Ana Pérez", "Your code": ana.reference}


def test_statement_of_many_lines_has_many_pages(ana):
    for number in range(60):
        pay(ana, key=f"{number}")
    answer = browser_of(ana).get(f"/es/member/dues/statement/{days_ago(0).year}.pdf")
    words = " ".join(words_on(answer.content))
    with translation.override("es"):
        assert translation.gettext("Paid in all: {amount}").format(amount="$600") in words
    assert pages_of(answer.content) > 1


def test_statement_of_a_year_without_lines_is_not_there(ana):
    assert browser_of(ana).get("/es/member/dues/statement/2020.pdf").status_code == 404
