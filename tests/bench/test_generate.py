"""A tiny crowd: what it holds is what real rows would hold, and as many as was asked for."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from bench.crowd import generate
from bench.pages import shares_of as shares_of_pages
from bench.signatures import shares_of as shares_of_signatures
from bench.sizes import SIZES, Chance, Size, key_of
from campaigns.models import CampaignPage, Event, EventText, PetitionPage, Signature
from campaigns.services.counting import mend_counts
from home.models import MediaPage
from membership.enums import BatchState, ParticipationKind
from membership.models import CashBatch, ContactPoint, Participation, Payment, Person, ReceiptCounter
from membership.services.batches import expected_in
from membership.services.ledger import Taken, record_payment
from membership.services.name_words import mend_name_words
from membership.services.standing import joined_and_standing
from resources.models import ResourcePage
from tests.demo import logged_in

TINY = Size(people=20, signatures=50, pages=12)
MODELS = (Person, Signature, Page, Payment, Event, EventText, Participation)


@pytest.fixture
def crowd(site):
    """The demonstration with a tiny crowd; how many rows there were before, by model."""
    before = {model: model.objects.count() for model in MODELS}
    generate(TINY, Chance(1, timezone.localdate()))
    return before


def test_a_crowd_holds_what_was_asked_for(crowd):
    added = {model: model.objects.count() - crowd[model] for model in (Person, Signature, Page, Event)}
    assert added == {Person: 20, Signature: 50, Page: 12, Event: 10}
    assert Payment.objects.count() > crowd[Payment]
    assert set(Participation.objects.filter(subject__startswith="event").values_list("kind", flat=True)) == {
        ParticipationKind.ATTENDED
    }


def test_a_crowd_keeps_all_rules_of_the_database(crowd):
    connection.check_constraints()
    assert [problems for problems in Page.find_problems() if problems] == []
    assert mend_counts() == {}
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_receipts_are_numbered_without_gaps(crowd):
    for counter in ReceiptCounter.objects.all():
        numbers = Payment.objects.filter(receipt_year=counter.year).order_by("receipt_number")
        assert list(numbers.values_list("receipt_number", flat=True)) == list(range(1, counter.last + 1))


def test_batches_hold_what_was_counted(crowd):
    made = CashBatch.objects.filter(deposit_reference__startswith="B", state=BatchState.DEPOSITED)
    assert made.exists()
    assert [batch.pk for batch in made if batch.counted != expected_in(batch)] == []


def test_the_ledger_goes_on_after_it(crowd):
    """The next line gets the next number, and an old one is still guarded."""
    person = Person.objects.members().order_by("-pk").first()
    today = timezone.localdate()
    last = ReceiptCounter.objects.get(year=today.year).last
    payment = record_payment(person, taken=Taken(amount=500, received_on=today, key="next", months=1))
    assert payment.receipt_number == last + 1
    old = Payment.objects.filter(key__startswith="bench:").first()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        old.delete()


def test_everybody_stands_somehow(crowd):
    standings = joined_and_standing()
    members = Person.objects.members().filter(merged_into=None)
    assert set(standings) == set(members.values_list("pk", flat=True))
    assert {standing.state for standing in standings.values() if standing.is_member} != set()


def test_everybody_can_be_reached(crowd):
    added = Person.objects.filter(contacts__value__regex=r"^(bench\d+@example\.net|\+\d+00\d{8})$")
    assert added.count() == Person.objects.known().count() - crowd[Person] == 20
    assert ContactPoint.objects.filter(preferred=True).values("person").distinct().count() >= 20


def test_everybody_is_found_by_their_words(crowd):
    assert mend_name_words() == 0
    person = Person.objects.members().order_by("-pk").first()
    assert person in Person.objects.known().matching(person.name)


@pytest.mark.parametrize("model", [ResourcePage, CampaignPage, PetitionPage, MediaPage])
def test_a_generated_page_is_a_page(crowd, model):
    """In each language: it is found at its address, in the editor and in the index, and its revision is its own."""
    for page in model.objects.order_by("-pk")[:3]:
        assert Client().get(page.get_url()).status_code == 200
        revision = Revision.objects.get(pk=page.live_revision_id)
        assert (revision.as_object().title, revision.object_id) == (page.title, str(page.pk))
        assert logged_in("editor@example.org").get(f"/admin/pages/{page.pk}/edit/").status_code == 200
        assert [found.pk for found in model.objects.filter(pk=page.pk).search(page.title)] == [page.pk]


def test_references_lead_to_the_own_record(crowd):
    page = ResourcePage.objects.order_by("-pk").first()
    found = ReferenceIndex.objects.filter(object_id=str(page.pk), content_path="resource")
    assert list(found.values_list("to_object_id", flat=True)) == [str(page.resource_id)]


def test_a_generated_event_is_an_event(crowd):
    event = Event.objects.ahead(timezone.now()).filter(slug__startswith="bench-").first()
    assert Client().get(event.get_absolute_url()).status_code == 200
    words = event.words("en")
    assert [found.pk for found in EventText.objects.filter(record=event).search(words.title)] == [words.pk]


def test_the_same_seed_makes_the_same_rows(site):
    made = []
    for _ in range(2):
        with transaction.atomic():
            generate(TINY, Chance(7, timezone.localdate()))
            people = Person.objects.filter(contacts__value__contains="bench").order_by("pk")
            lines = Payment.objects.filter(key__startswith="bench:").order_by("pk")
            made.append(
                (
                    list(people.values_list("pk", "given_name", "handle", "joined_on")),
                    list(lines.values_list("person", "amount", "booked_on", "receipt_number")),
                    list(Page.objects.order_by("-pk").values_list("path", "slug", "translation_key")[:12]),
                )
            )
            transaction.set_rollback(True)
    assert made[0] == made[1]
    assert [len(part) > 9 for part in made[0]] == [True, True, True]


def test_signatures_and_their_participation_agree(crowd):
    signed = Signature.objects.filter(source="bench", person__isnull=False)
    keys = set(Participation.objects.filter(kind=ParticipationKind.SIGNED).values_list("source_key", flat=True))
    assert {signature.subject for signature in signed} <= keys
    assert signed.exists()


def test_shares_add_up():
    assert [sum(shares_of_signatures(number, 7)) for number in (50, 10_001)] == [50, 10_001]
    assert shares_of_signatures(1_000, 1) == [1_000]
    assert {sum(shares_of_pages(number).values()) for number in (4, 33, 3_333)} == {4, 33, 3_333}


def test_a_key_names_size_and_seed():
    keys = {key_of(SIZES["small"], 1), key_of(SIZES["large"], 1), key_of(SIZES["small"], 2)}
    assert len(keys) == 3
    assert key_of(SIZES["small"], 1) in keys
