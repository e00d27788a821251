"""The faces of a guide: one a language, never copied, never published before a grant's approval."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import HomePage
from resources.models import Resource, ResourceIndexPage, ResourcePage
from tests.demo import EDITOR, add_page, logged_in, page_at, queries_for, text_of

WAITS = "A grant pays for this guide, so its approval comes first"
TWICE = "This guide has a page in this language already."
LIBRARY = "/en/resources/"


def record(name="Choir", **fields):
    return Resource.objects.create(
        **{"name": name, "owner": "Staff", "sources": "A law", "review_due": date(2027, 6, 1)} | fields
    )


def draft(resource, parent=LIBRARY, **fields):
    return add_page(parent, "Choir", ResourcePage, resource=resource, live=False, **fields)


def form_of(page):
    """What the editor's form of `page` sends."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "resource": page.resource_id,
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }


def test_places_in_the_tree():
    ours = {ResourceIndexPage, ResourcePage, HomePage}
    assert set(ResourcePage.allowed_parent_page_models()) == {ResourceIndexPage}
    assert set(ResourceIndexPage.allowed_parent_page_models()) == {HomePage}
    assert set(ResourceIndexPage.allowed_subpage_models()) & ours == {ResourcePage}
    assert ResourcePage.allowed_subpage_models() == []


def test_library_exists_once_a_language(site):
    assert [ResourceIndexPage.can_create_at(page_at(home)) for home in ("/en/", "/es/", "/pt-br/")] == [False] * 3


def test_face_knows_its_language_and_length(overtime):
    faces = overtime.faces.order_by("language")
    assert [(face.language, face.locale.language_code) for face in faces] == [
        (one, one) for one in ("en", "es", "pt-br")
    ]
    assert [face.minutes for face in faces] == [face.minutes_to_read for face in faces]


def test_second_face_in_a_language_is_refused_by_the_database(overtime):
    with pytest.raises(IntegrityError), transaction.atomic():
        draft(overtime)


def test_second_face_in_a_language_is_refused_by_the_form(overtime):
    path = reverse("wagtailadmin_pages:add", args=["resources", "resourcepage", page_at(LIBRARY).pk])
    page = ResourcePage(title="Again", slug="again", summary="Again.", resource=overtime)
    response = logged_in(EDITOR).post(path, form_of(page))
    assert TWICE in response.content.decode()
    assert overtime.faces.filter(language="en").count() == 1


def test_editor_publishes_a_guide_without_grant(site):
    page = draft(record())
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    logged_in(EDITOR).post(path, form_of(page) | {"action-publish": "1"})
    page.refresh_from_db()
    assert (page.live, page.language) == (True, "en")


def test_form_refuses_to_publish_before_the_approval(site):
    page = draft(record(grant_funded=True))
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = logged_in(EDITOR).post(path, form_of(page) | {"action-publish": "1", "title": "Typed"})
    html = response.content.decode()
    assert (WAITS in html, 'value="Typed"' in html) == (True, True)
    page.refresh_from_db()
    assert (page.live, page.title) == (False, "Choir")


def test_draft_is_saved_before_the_approval(site):
    page = draft(record(grant_funded=True))
    logged_in(EDITOR).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page) | {"title": "Typed"})
    page.refresh_from_db()
    assert (page.latest_revision.as_object().title, page.live) == ("Typed", False)


@pytest.mark.parametrize("home", ["/en/resources/", "/es/guias-y-materiales/", "/pt-br/guias-e-materiais/"])
def test_no_way_of_publishing_gets_around_the_approval(site, home):
    page = draft(record(grant_funded=True), parent=home)
    with pytest.raises(ValidationError) as refused:
        page.save_revision().publish()
    assert list(refused.value.message_dict) == ["resource"]
    assert ResourcePage.objects.get(pk=page.pk).live is False
    page.resource.grant_approved_on, page.resource.grant_approved_by = date(2026, 11, 1), "CT DOL"
    page.resource.save()
    ResourcePage.objects.get(pk=page.pk).save_revision().publish()
    assert ResourcePage.objects.get(pk=page.pk).live is True


def test_many_at_once_are_not_published_before_the_approval(site):
    page = draft(record(grant_funded=True))
    other = add_page("/en/", "Choir hall", live=False)
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = logged_in(EDITOR).post(f"{path}?id={page.pk}&id={other.pk}&next=/admin/", follow=True)
    assert WAITS in response.content.decode()
    assert [Page.objects.get(pk=one.pk).live for one in (page, other)] == [False, False]


def test_translation_is_not_published_before_the_approval(overtime, django_capture_on_commit_callbacks):
    """As the translator's editor does it: the publishing comes after the commit."""
    overtime.faces.get(language="es").unpublish()
    Resource.objects.filter(pk=overtime.pk).update(grant_funded=True)
    translation = Translation.objects.get(
        source__object_id=overtime.faces.get(language="en").translation_key,
        target_locale=Locale.objects.get(language_code="es"),
    )
    with pytest.raises(ValidationError), django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert overtime.faces.get(language="es").live is False


def test_approval_is_told_to_readers(overtime):
    approved = {"grant_funded": True, "grant_approved_on": date(2026, 3, 1), "grant_approved_by": "CT DOL"}
    assert "CT DOL" not in text_of("/es/guias-y-materiales/horas-extras/")
    Resource.objects.filter(pk=overtime.pk).update(**approved)
    html = text_of("/es/guias-y-materiales/horas-extras/")
    assert ("CT DOL" in html, "1 de marzo de 2026" in html) == (True, True)


@pytest.mark.parametrize("path", [LIBRARY, "/en/resources/overtime/", "/es/guias-y-materiales/horas-extras/"])
def test_editors_cannot_copy_guides(site, path):
    page = page_at(path)
    response = logged_in(EDITOR).get(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    assert (response.status_code, page.permissions_for_user(response.wsgi_request.user).can_copy()) == (302, False)


def test_tree_with_guides_is_not_copied(site):
    count = Page.objects.count()
    path = reverse("wagtailadmin_pages:copy", args=[page_at("/en/").pk])
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": 1, "copy_subpages": "on"}
    response = logged_in("administrator@example.org").post(path, form, follow=True)
    assert "cannot be copied" in response.content.decode()
    assert Page.objects.count() == count


def test_face_gets_its_record_from_the_source(overtime):
    """What a translation held of the record before does not matter once it is synced."""
    other = record("Another")
    english = page_at("/en/resources/overtime/")
    english.resource = other
    english.save_revision().publish()
    source, _ = TranslationSource.update_or_create_from_instance(english)
    translation = Translation.objects.get(source=source, target_locale=Locale.objects.get(language_code="es"))
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    assert ResourcePage.objects.get(resource=other, language="es").title.startswith("Horas extras")


def test_page_says_who_checked_it(overtime):
    path = "/pt-br/guias-e-materiais/horas-extras/"
    assert "Rosa Lee" not in text_of(path)
    Resource.objects.filter(pk=overtime.pk).update(
        law_checked_on=date(2026, 3, 1), checked_by="Rosa Lee", review_due=date(2027, 3, 1)
    )
    html = text_of(path)
    assert ("Rosa Lee" in html, "1º de março de 2026" in html, "1º de março de 2027" in html) == (True, True, True)


def test_week_of_pay_is_counted_on_the_page(site):
    html = text_of("/en/resources/overtime/")
    figures = ["$800", "$240", "$1,040", "$677.60", "$254.10", "$931.70", "$231.70", "10 hours × $25.41"]
    assert [figure for figure in figures if figure not in html] == []
    assert (html.count("May be owed"), html.count("This is an estimate.")) == (2, 2)


def test_message_has_a_button_for_scripts_only(site):
    html = text_of("/en/resources/hire-notice/")
    assert (html.count("data-copy "), html.count("js/copy-link.js")) == (1, 1)
    assert "js/copy-link.js" not in text_of("/en/resources/overtime/")


def test_paper_carries_our_phone(site):
    assert "Printed from our guide." in text_of("/en/resources/overtime/")
    assert "(203) 555-0142. Printed from" in text_of("/en/resources/overtime/")


@pytest.mark.parametrize("path", ["/en/resources/overtime/", "/es/guias-y-materiales/anota-tus-horas/"])
def test_guide_asks_at_most_fifteen_questions(site, client, path):
    client.get(path)
    assert queries_for(path) <= 15


def test_questions_of_a_guide_do_not_grow_with_the_library(site, client):
    path = "/en/resources/overtime/"
    few = queries_for(path)
    for number in range(20):
        resource = record(f"Choir {number}")
        resource.topics.set(Resource.objects.get(name__startswith="Overtime").topics.all())
        add_page(LIBRARY, f"Choir {number}", ResourcePage, resource=resource)
    assert queries_for(path) == few
