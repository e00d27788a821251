"""The legal check that a text about law carries."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from home.models import LawReview
from tests.demo import page_at, text_of

UNCHECKED = "Not yet checked by a lawyer."
WRONG = {
    "date without name": (
        {"law_checked_on": date(2026, 5, 1)},
        "A check needs both: the date and the name of the lawyer.",
    ),
    "name without date": ({"checked_by": "Rosa Lee"}, "A check needs both: the date and the name of the lawyer."),
    "due on the day": (
        {"law_checked_on": date(2027, 1, 1), "checked_by": "Rosa Lee"},
        "“Check again by” must be later than the check.",
    ),
    "due before": (
        {"law_checked_on": date(2027, 1, 2), "checked_by": "Rosa Lee"},
        "“Check again by” must be later than the check.",
    ),
}


def review(**fields):
    return LawReview(**{"name": "Pay", "owner": "Staff", "sources": "A law", "review_due": date(2027, 1, 1)} | fields)


@pytest.mark.parametrize(("fields", "message"), WRONG.values(), ids=WRONG)
def test_impossible_check_is_refused_by_form_and_database(db, fields, message):
    with pytest.raises(ValidationError) as refused:
        review(**fields).full_clean()
    assert refused.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        review(**fields).save()


@pytest.mark.parametrize(
    "fields", [{}, {"law_checked_on": date(2026, 12, 31), "checked_by": "Rosa Lee"}], ids=["unchecked", "checked"]
)
def test_possible_check_is_kept(db, fields):
    one = review(**fields)
    one.full_clean()
    one.save()
    assert LawReview.objects.get(pk=one.pk).is_checked is bool(fields)


@pytest.mark.parametrize(("today", "due"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_review_is_due_from_its_day_on(today, due):
    assert review().is_due(today) is due


def test_sources_are_one_a_line():
    assert review(sources=" § 1 \n\n§ 2\n").source_list == ["§ 1", "§ 2"]


def test_page_says_that_no_lawyer_read_it_yet(site):
    assert UNCHECKED in text_of("/en/programs/justice-at-work/")
    assert UNCHECKED not in text_of("/en/about/")


def test_one_check_holds_for_all_languages(site):
    LawReview.objects.filter(name__startswith="Justice").update(
        law_checked_on=date(2026, 3, 1), checked_by="Rosa Lee", review_due=date(2027, 3, 1)
    )
    english, spanish, portuguese = map(
        text_of,
        (
            "/en/programs/justice-at-work/",
            "/es/programas/justicia-en-el-trabajo/",
            "/pt-br/programas/justica-no-trabalho/",
        ),
    )
    assert "Rosa Lee checked what it says about law on March 1, 2026." in english
    assert ("Rosa Lee" in spanish, "1 de marzo de 2026" in spanish) == (True, True)
    assert ("Rosa Lee" in portuguese, "1º de março de 2026" in portuguese) == (True, True)
    assert UNCHECKED in text_of("/en/get-help/")  # another text, another check


def test_check_of_a_page_cannot_be_deleted(site):
    with pytest.raises(ProtectedError):
        page_at("/en/programs/justice-at-work/").law_review.delete()
