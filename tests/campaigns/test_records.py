from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from campaigns.enums import Activity, CommentState, Display
from campaigns.models import Campaign, CampaignPage, Grant, Petition, PetitionPage, Signature
from membership.services.people import create_person
from tests.demo import page_at


@pytest.mark.parametrize("model", [Campaign, Petition])
def test_a_grant_cannot_pay_for_lobbying(campaign, model):
    grant = Grant.objects.create(name="Outreach 2026", funder="The State")
    values = {"name": "Call them", "slug": "call-them", "activity": Activity.LOBBYING, "funding": grant}
    record = model(**values | ({"campaign": campaign} if model is Petition else {}))
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert refused.value.messages == ["A grant cannot pay for lobbying. Leave the grant empty, or choose another kind."]
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    record.activity = Activity.EDUCATION
    record.full_clean()


def test_the_last_day_is_not_before_the_first(petition):
    petition.closes_on = date(2019, 12, 31)
    with pytest.raises(ValidationError) as refused:
        petition.full_clean()
    assert refused.value.messages == ["The last day must not be before the first."]


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_a_petition_is_open_from_the_first_to_the_last_day(petition, day, is_open):
    petition.opens_on, petition.closes_on = date(2026, 2, 1), date(2026, 2, 28)
    petition.save()
    assert petition.is_open(day) is is_open
    assert Petition.objects.open_on(day).exists() is is_open


@pytest.mark.parametrize(("count", "shown"), [(24, None), (25, 25)])
def test_a_small_count_is_not_shown(petition, count, shown):
    petition.signature_count = count
    assert petition.shown_count == shown


@pytest.mark.parametrize(
    ("display", "name"),
    [(Display.HIDDEN, ""), (Display.FIRST_TOWN, "Ana, Danbury"), (Display.FULL, "Ana Pérez, Danbury")],
)
def test_a_name_is_shown_as_its_signer_chose(petition, display, name):
    person = create_person("Ana", family_name="Pérez", language="es")
    person.town = "Danbury"
    assert Signature(petition=petition, person=person, display=display).shown_name == name


@pytest.mark.parametrize("state", CommentState)
def test_a_comment_is_shown_only_when_staff_approved_it(state):
    shown = Signature(comment="Because.", comment_state=state).shown_comment
    assert shown == ("Because." if state == "approved" else "")


def test_verify_counts_mends_a_wrong_count(petition, capsys):
    for name, state in (("Ana", "confirmed"), ("Eva", "unconfirmed")):
        person = create_person(name, language="es")
        when = "2026-11-22T12:00Z" if state == "confirmed" else None
        Signature.objects.create(petition=petition, person=person, state=state, confirmed_at=when)
    Petition.objects.filter(pk=petition.pk).update(signature_count=7)
    call_command("verify_counts")
    call_command("verify_counts")
    assert capsys.readouterr().out == "A sheet: 7 kept, 1 counted, mended\n1 wrong\n0 wrong\n"
    petition.refresh_from_db()
    assert petition.signature_count == 1


def test_the_demonstrations_counts_are_right(site, capsys):
    call_command("verify_counts")
    assert capsys.readouterr().out == "0 wrong\n"


# Faces ---------------------------------------------------------------------------------------------------------------
def test_the_faces_of_a_petition_share_one_record(site):
    faces = PetitionPage.objects.filter(petition__slug="hire-sheet", live=True)
    assert sorted(faces.values_list("language", "locale__language_code")) == [
        ("en", "en"),
        ("es", "es"),
        ("pt-br", "pt-br"),
    ]


@pytest.mark.parametrize(
    ("model", "path", "name"),
    [
        (CampaignPage, "/en/campaigns/put-it-in-writing/", "campaign"),
        (PetitionPage, "/en/campaigns/put-it-in-writing/hire-sheet/", "petition"),
    ],
)
def test_a_record_has_one_face_a_language(site, model, path, name):
    page = page_at(path)
    twin = model(title="Twin", slug="twin", summary="Again.", locale=page.locale, **{name: getattr(page, name)})
    if model is PetitionPage:
        twin.target = twin.salutation = twin.thanks_heading = twin.thanks_text = "x"
    with pytest.raises(ValidationError) as refused:
        page.get_parent().add_child(instance=twin)
    assert refused.value.messages == [f"This {name} has a page in this language already."]


def test_a_face_cannot_be_copied(site, django_user_model):
    chief = django_user_model.objects.get(email="administrator@example.org")
    for path in (
        "/en/campaigns/",
        "/en/campaigns/put-it-in-writing/",
        "/es/campanas/por-escrito/hoja-de-contratacion/",
    ):
        page = page_at(path)
        assert (page.permissions_for_user(chief).can_copy(), page.permissions_for_user(chief).can_edit()) == (
            False,
            True,
        )


def test_the_record_of_a_face_is_the_same_after_translating_again(site):
    from wagtail_localize.models import Translation, TranslationSource

    page = page_at("/en/campaigns/put-it-in-writing/hire-sheet/")
    face = page_at("/es/campanas/por-escrito/hoja-de-contratacion/")
    TranslationSource.update_or_create_from_instance(page)
    Translation.objects.get(source__object_id=page.translation_key, target_locale=face.locale).save_target(
        publish=False
    )
    face.refresh_from_db()
    assert (face.petition_id, face.language) == (page.petition_id, "es")
