"""The receipt on the screen, on paper, and sent; each collector opens their own only."""

import re

import pytest
from django.utils import timezone

from membership.models import ContactPoint, Message, Payment, Person, User
from membership.services.erasing import erase_person
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.people import add_contact
from membership.services.waivers import grant_waiver
from tests.demo import logged_in

TODAY = timezone.localdate()


@pytest.fixture
def treasurer(site):
    return logged_in("treasurer@example.org")


@pytest.fixture
def collector(site):
    return logged_in("collector@example.org")


@pytest.fixture
def ana(site):
    person = Person.objects.create(given_name="Ana", family_name="Secreta", language="es", joined_on="2026-01-01")
    add_contact(person, "phone", "+12035550177")
    return person


def taken_by(role, person, key="one", amount=2000, **more):
    taken = Taken(**{"amount": amount, "months": 1, "received_on": TODAY, "key": f"cash:{key}"} | more)
    return record_payment(person, taken=taken, recorded_by=User.objects.get(email=f"{role}@example.org"))


def page_of(client, payment):
    answer = client.get(f"/admin/cash/receipt/{payment.key}/")
    return answer.status_code, answer.content.decode()


def slip_of(page):
    return re.search(r'<article class="slip".*?</article>', page, re.DOTALL)[0]


def test_the_screen_speaks_to_staff_and_the_paper_to_the_person(treasurer, ana):
    payment = taken_by("treasurer", ana)
    page = page_of(treasurer, payment)[1]
    screen, paper = page.replace(slip_of(page), ""), slip_of(page)
    assert (f"Receipt {payment.receipt}" in screen, "Dues: 1 month" in screen) == (True, True)
    assert 'lang="es"' in paper
    assert (f"Recibo {payment.receipt}" in paper, "Cuota: 1 mes" in paper, "Gracias." in paper) == (True, True, True)
    assert ("Receipt" in paper, "Thank you" in paper) == (False, False)
    assert page.count("<svg") >= 2


def test_the_square_code_holds_neither_name_nor_note(treasurer, ana, monkeypatch):
    import segno

    seen, make = [], segno.make
    monkeypatch.setattr(segno, "make", lambda text, **more: (seen.append(text), make(text, **more))[1])
    payment = taken_by("treasurer", ana, note="Lost her work")
    page_of(treasurer, payment)
    assert seen == [
        f"CWC · Recibo {payment.receipt} · $20 · 1 mes",
        f"CWC · Receipt {payment.receipt} · $20 · 1 month",
    ]


def test_an_old_receipt_says_what_was_bought_then(treasurer, ana):
    first = taken_by("treasurer", ana)
    before = page_of(treasurer, first)[1]
    taken_by("treasurer", ana, "two", amount=4000, price=2000)
    until = re.search(r"Paid until</dt><dd>([^<]+)", before)[1]
    assert re.search(r"Paid until</dt><dd>([^<]+)", page_of(treasurer, first)[1])[1] == until


@pytest.mark.parametrize(("role", "figure"), [("treasurer", True), ("collector", False)])
def test_what_waits_is_a_figure_for_the_treasurer_only(site, ana, role, figure):
    """What waits may come from payments that the collector never saw."""
    taken_by("treasurer", ana, "before", amount=777, price=3000)
    page = page_of(logged_in(f"{role}@example.org"), taken_by(role, ana, amount=500, price=3000))[1]
    assert ("$12.77" in page, "kept until the rest comes" in page) == (figure, True)


def test_what_was_paid_back_is_said(treasurer, ana):
    payment = taken_by("treasurer", ana)
    reverse_payment(payment, key="back", amount=500)
    assert "Of this, $5 was paid back." in page_of(treasurer, payment)[1]


def test_a_collector_opens_and_sends_their_own_receipts_only(collector, treasurer, ana):
    own, other = taken_by("collector", ana), taken_by("treasurer", ana, "two", amount=4321)
    assert page_of(collector, own)[0] == 200
    status, page = page_of(collector, other)
    assert (status, "$43.21" in page, "Secreta" in page) == (404, False, False)
    assert collector.post(f"/admin/cash/receipt/{other.key}/send/", {"contact": "me@example.org"}).status_code == 404
    assert Message.objects.filter(address="me@example.org").count() == 0
    assert [page_of(treasurer, payment)[0] for payment in (own, other)] == [200, 200]


def test_a_form_with_the_key_of_another_payment_opens_nothing(collector, ana):
    other = taken_by("treasurer", ana, amount=4321)
    form = {"amount": "20", "rate": "1", "received_on": TODAY.isoformat(), "key": other.key}
    answer = collector.post(f"/admin/cash/{ana.handle}/", form, follow=True)
    assert (answer.status_code, "$43.21" in answer.content.decode(), Payment.objects.of(ana).count()) == (404, False, 1)


def test_waivers_adjustments_and_what_takes_back_have_no_receipt_here(treasurer, ana):
    role = User.objects.get(email="treasurer@example.org")
    waiver = grant_waiver(ana, granted_by=role)
    carried = taken_by("treasurer", ana, "carried", method="adjustment")
    back = reverse_payment(taken_by("treasurer", ana, "two"), key="back", recorded_by=role)
    assert [page_of(treasurer, payment)[0] for payment in (waiver, carried, back)] == [404, 404, 404]


def test_a_gift_of_a_stranger_has_a_receipt_without_a_name(treasurer, site):
    gift = taken_by("treasurer", None, paid_for="donation", months=0)
    status, page = page_of(treasurer, gift)
    assert (status, "Donation" in page, ">From<" in page) == (200, True, False)
    treasurer.post(f"/admin/cash/receipt/{gift.key}/send/", {"contact": "giver@example.org"})
    assert Message.objects.filter(address="giver@example.org").count() == 1
    assert ContactPoint.objects.filter(value="giver@example.org").count() == 0


def test_a_receipt_goes_to_a_contact_typed_now_which_is_kept(collector, ana):
    payment = taken_by("collector", ana)
    for _ in range(2):
        collector.post(f"/admin/cash/receipt/{payment.key}/send/", {"contact": "Ana@Example.org"})
    assert list(ana.contacts.order_by("pk").values_list("value", "preferred")) == [
        ("+12035550177", True),
        ("ana@example.org", False),
    ]
    messages = Message.objects.filter(address="ana@example.org")
    assert list(messages.values_list("purpose", "language", "person")) == [("receipt", "es", ana.pk)]


def test_a_receipt_goes_to_a_known_contact_of_this_person_only(collector, ana):
    payment, point = taken_by("collector", ana), ana.contacts.get()
    stranger = ContactPoint.objects.exclude(person=ana).first()
    url = f"/admin/cash/receipt/{payment.key}/send/"
    assert collector.post(url, {"known": point.pk}).status_code == 302
    assert collector.post(url, {"known": stranger.pk}).status_code == 200
    assert Message.objects.filter(context__receipt=payment.receipt).exclude(address=point.value).count() == 0


def test_the_receipt_of_somebody_erased_names_nobody_and_keeps_no_contact(treasurer, ana):
    payment = taken_by("treasurer", ana)
    erase_person(ana)
    page = page_of(treasurer, payment)[1]
    assert ("Secreta" in page, ">From<" in page) == (False, False)
    treasurer.post(f"/admin/cash/receipt/{payment.key}/send/", {"contact": "ana@example.org"})
    assert ContactPoint.objects.filter(value="ana@example.org").count() == 0


@pytest.mark.parametrize("contact", ["", "12", "x" * 10_000, "a@" + "b" * 10_000, "a\0b@example.org"])
def test_a_wrong_contact_gets_a_sentence_and_sends_nothing(collector, ana, contact):
    payment = taken_by("collector", ana)
    before = Message.objects.count()
    answer = collector.post(f"/admin/cash/receipt/{payment.key}/send/", {"contact": contact})
    assert (answer.status_code, "error-message" in answer.content.decode()) == (200, True)
    assert (Message.objects.count(), ana.contacts.count()) == (before, 1)
