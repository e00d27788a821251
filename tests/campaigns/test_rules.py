"""The letter is frozen by the first confirmed signature, whatever way a page is saved."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from campaigns.models import Campaign, Petition, PetitionPage
from campaigns.rules import NOT_DELETED, SIGNED
from campaigns.services.counting import add_to_count
from tests.demo import ADMINISTRATOR, logged_in, page_at, text_of

PARENT = "/en/campaigns/put-it-in-writing/"
COMMENTS = {"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}}
ORGANIZER = "organizer@example.org"
OTHER_WORDS = {
    "target": "The mayor",
    "salutation": "Dear mayor,",
    "letter": streamfield([("paragraphs", {"html": rich_text("<p>Build a stadium.</p>")})]),
}


@pytest.fixture
def face(site):
    """A published petition that nobody signed yet."""
    campaign = Campaign.objects.get(slug="put-it-in-writing")
    record = Petition.objects.create(campaign=campaign, name="Breaks", slug="breaks")
    return add_face(record, "en", page_at(PARENT))


def add_face(record, language, parent):
    page = PetitionPage(
        petition=record,
        locale=Locale.objects.get(language_code=language),
        title="Ten minutes to eat",
        summary="Ask for breaks.",
        target="The lawmakers",
        salutation="Dear lawmakers,",
        letter=[{"type": "paragraphs", "value": {"html": "<p>We ask for <b>breaks</b>.</p>"}}],
        thanks_heading="Thank you",
        thanks_text="There are {count} of us.",
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return PetitionPage.objects.get(pk=page.pk)


def sign(face):
    add_to_count(face.petition, 1)


def words_of(face):
    live = PetitionPage.objects.get(pk=face.pk)
    return live.petition.slug, live.target, live.salutation, live.letter.raw_data[0]["value"]["html"]


WORDS = ("breaks", "The lawmakers", "Dear lawmakers,", "<p>We ask for <b>breaks</b>.</p>")


def form_of(face, publish=True, **fields):
    """What the editor's form sends for `face` with nothing changed but `fields`; a block key is its own addition."""
    letter = streamfield([("paragraphs", {"html": rich_text('<p data-block-key="a1">We ask for <b>breaks</b>.</p>')})])
    names = ("title", "slug", "summary", "heading", "lead", "seo_title", "target", "salutation", "when_reached")
    typed = {name: getattr(face, name) for name in (*names, "thanks_heading", "thanks_text")}
    typed |= {"petition": face.petition_id, "letter": letter} | fields
    return nested_form_data(COMMENTS | typed) | ({"action-publish": "1"} if publish else {})


def edit(face, client=None, **fields):
    client = client or logged_in(ORGANIZER)
    return client.post(reverse("wagtailadmin_pages:edit", args=[face.pk]), form_of(face, **fields))


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_letter_nobody_signed_may_change(face):
    assert edit(face, **OTHER_WORDS).status_code == 302
    assert words_of(face)[:3] == ("breaks", "The mayor", "Dear mayor,")


@pytest.mark.parametrize("login", [ORGANIZER, ADMINISTRATOR])
@pytest.mark.parametrize("publish", [True, False], ids=["publish", "draft"])
def test_signed_letter_takes_no_other_words(face, login, publish):
    sign(face)
    response = edit(face, logged_in(login), publish=publish, **OTHER_WORDS)
    assert errors_of(response) == {name: [SIGNED] for name in ("target", "salutation", "letter")}
    assert str(SIGNED) in response.content.decode()
    assert words_of(face) == WORDS


def test_everything_else_of_a_signed_page_may_change(face):
    sign(face)
    response = edit(face, title="Time to eat", thanks_text="Thank you, {count}.", when_reached="We go to the capital.")
    assert response.status_code == 302
    live = PetitionPage.objects.get(pk=face.pk)
    assert (live.title, live.thanks_text, live.when_reached) == (
        "Time to eat",
        "Thank you, {count}.",
        "We go to the capital.",
    )
    assert words_of(face) == WORDS


def test_signed_page_stays_with_its_petition(face):
    sign(face)
    other = Petition.objects.create(campaign=face.petition.campaign, name="Other", slug="other")
    assert errors_of(edit(face, petition=other.pk)) == {"petition": [SIGNED]}
    assert words_of(face) == WORDS


def test_the_editor_is_told_before_typing(face):
    url = reverse("wagtailadmin_pages:edit", args=[face.pk])
    client = logged_in(ORGANIZER)
    assert str(SIGNED) not in client.get(url).content.decode()
    sign(face)
    assert str(SIGNED) in client.get(url).content.decode()


def draft_of(face):
    """An older draft with other words, from before the first signature."""
    face.target, face.salutation, face.title = "The mayor", "Dear mayor,", "A new title"
    face.letter = [{"type": "paragraphs", "value": {"html": "<p>Build a stadium.</p>"}}]
    return face.save_revision()


def test_draft_smuggles_no_words_in_when_it_is_published(face):
    draft = draft_of(face)
    sign(face)
    draft.publish()
    assert PetitionPage.objects.get(pk=face.pk).title == "A new title"
    assert words_of(face) == WORDS


def test_draft_smuggles_no_words_into_an_unpublished_page(face):
    draft = draft_of(face)
    sign(face)
    face.unpublish()
    edit(face, publish=False, **OTHER_WORDS)
    draft.publish()
    assert words_of(face) == WORDS


def test_form_opens_with_the_signed_words_and_not_with_the_draft(face):
    draft_of(face)
    sign(face)
    page = logged_in(ORGANIZER).get(reverse("wagtailadmin_pages:edit", args=[face.pk])).content.decode()
    assert ("We ask for" in page, "stadium" in page, "Dear mayor" in page) == (True, False, False)


def test_draft_of_a_signed_page_keeps_the_words_too(face):
    sign(face)
    assert draft_of(face).as_object().target == "The lawmakers"


def spanish(face, target):
    """Does what the translator's form does: words for all texts, then Publish. Returns the page in Spanish."""
    locale = Locale.objects.get(language_code="es")
    source, _ = TranslationSource.update_or_create_from_instance(face)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    words = {"target": target, "salutation": f"Hola, {target}:", "title": f"Diez minutos: {target}"}
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": words.get(segment.context.path, f"Texto: {target}")},
        )
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    page.get_latest_revision().publish()
    return PetitionPage.objects.get(pk=page.pk)


def test_language_that_came_late_gets_its_translation_once(face):
    sign(face)
    page = spanish(face, "legisladoras")
    assert (page.target, page.salutation) == ("legisladoras", "Hola, legisladoras:")
    assert "Texto: legisladoras" in text_of(page.url)
    page = spanish(face, "alcaldesa")
    assert (page.target, page.salutation, page.title) == (
        "legisladoras",
        "Hola, legisladoras:",
        "Diez minutos: alcaldesa",
    )
    assert "Texto: alcaldesa" not in page.letter.render_as_block()


def test_translator_is_told_before_typing(face):
    page = spanish(face, "legisladoras")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = logged_in(ORGANIZER)
    assert str(SIGNED) not in client.get(url).content.decode()
    sign(face)
    assert str(SIGNED) in client.get(url).content.decode()


def test_signed_page_is_not_deleted_alone_with_its_campaign_or_in_a_crowd(face):
    sign(face)
    client, parent = logged_in(ADMINISTRATOR), face.get_parent()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for path in (
        *(reverse("wagtailadmin_pages:delete", args=[pk]) for pk in (face.pk, parent.pk)),
        f"{bulk}?id={face.pk}&next=/admin/",
    ):
        assert str(NOT_DELETED) in client.post(path, follow=True).content.decode()
    assert words_of(face) == WORDS


def test_page_nobody_signed_is_deleted(face):
    logged_in(ORGANIZER).post(reverse("wagtailadmin_pages:delete", args=[face.pk]))
    assert PetitionPage.objects.filter(pk=face.pk).exists() is False


def test_petitions_of_the_demonstration_are_frozen(site):
    assert PetitionPage.objects.signed().count() == PetitionPage.objects.filter(petition__signature_count__gt=0).count()
    assert Client().get("/en/campaigns/put-it-in-writing/hire-sheet/").status_code == 200
