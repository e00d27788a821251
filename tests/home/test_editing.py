"""The editors' side: what an Editor may do, by the forms that editors use, and what is on the site right after."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import Alert, FooterText, LawReview, MediaPage, PortalDocument, PortalImage, SiteFacts, StandardPage
from tests.demo import ADMINISTRATOR, EDITOR, logged_in, page_at, text_of

TREASURER, COLLECTOR, ORGANIZER = (f"{role}@example.org" for role in ("treasurer", "collector", "organizer"))

COMMENTS = {"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}}
WORDS = {"title": "Our choir", "slug": "choir", "summary": "We sing.", "heading": "", "lead": "", "seo_title": ""}
SHOW = {
    "kind": "radio",
    "station": "",
    "aired_at": "",
    "duration": "",
    "recording_address": "",
    "transcript_heading": "",
}


@pytest.fixture
def editor(site):
    return logged_in(EDITOR)


@pytest.fixture
def administrator(site):
    return logged_in(ADMINISTRATOR)


def page_form(publish=True, **fields):
    lists = {name: fields.pop(name) for name in list(fields) if isinstance(fields[name], list)}
    action = {"action-publish": "1"} if publish else {}
    return nested_form_data(WORDS | COMMENTS | {"body": streamfield([])} | fields) | lists | action


def add(client, model, parent, **data):
    url = reverse("wagtailadmin_pages:add", args=["home", model, page_at(parent).pk])
    return client.post(url, page_form(**data))


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_editor_publishes_a_page(editor):
    body = streamfield([("rich_text", {"html": rich_text("<p>Come and <b>sing</b>.</p>")})])
    response = add(editor, "standardpage", "/en/", body=body)
    page = StandardPage.objects.get(slug="choir")
    assert (response.status_code, page.live, page.owner.email) == (302, True, EDITOR)
    assert re.search(r"<p [^>]*>Come and <b>sing</b>\.</p>", text_of("/en/choir/"))


def test_draft_of_an_editor_is_not_public(editor, client):
    add(editor, "standardpage", "/en/", publish=False)
    assert StandardPage.objects.get(slug="choir").live is False
    assert client.get("/en/choir/").status_code == 404


def test_editor_changes_and_unpublishes_a_page(editor, client):
    add(editor, "standardpage", "/en/")
    page = StandardPage.objects.get(slug="choir")
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), page_form(title="Our band", slug="choir"))
    assert '<h1><span class="line">Our band</span></h1>' in text_of("/en/choir/")
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert client.get("/en/choir/").status_code == 404


def test_page_without_summary_is_not_published_and_keeps_what_was_typed(editor):
    response = add(editor, "standardpage", "/en/", summary="", lead="A long lead that took an hour")
    assert (response.status_code, errors_of(response)) == (200, {"summary": ["This field is required."]})
    assert "A long lead that took an hour" in response.content.decode()
    assert StandardPage.objects.filter(slug="choir").exists() is False


def test_show_has_a_file_or_a_link(editor):
    file = PortalDocument.objects.create(title="Show", file=SimpleUploadedFile("show.mp3", b"ID3"))
    both = {"recording_file": file.pk, "recording_address": "https://radio.example.org/1"}
    stream = {"transcript": streamfield([])}
    response = add(editor, "mediapage", "/en/media/", **SHOW | both | stream)
    assert errors_of(response) == {"recording_address": ["Choose one: a file or a link to another website."]}
    add(editor, "mediapage", "/en/media/", **SHOW | {"recording_file": file.pk} | stream)
    assert MediaPage.objects.get(slug="choir").recording_file == file


def test_show_knows_the_languages_of_the_site(editor):
    stream = {"transcript": streamfield([])}
    response = add(editor, "mediapage", "/en/media/", **SHOW | {"spoken_languages": ["es", "fr"]} | stream)
    assert list(errors_of(response)) == ["spoken_languages"]
    add(editor, "mediapage", "/en/media/", **SHOW | {"spoken_languages": ["es", "pt-br"], "duration": "24"} | stream)
    assert MediaPage.objects.get(slug="choir").spoken_languages == ["es", "pt-br"]
    facts = strip_tags(re.search(r'<p class="source">.*?</p>', text_of("/en/media/choir/"), re.DOTALL)[0])
    assert " ".join(facts.split()) == "24 minutes · Español, Português"


def test_editor_puts_up_an_alert_and_it_is_up_at_once(editor):
    Alert.objects.all().delete()
    sentence = {"text_en": "Call us before you sign.", "text_es": "Llámanos antes de firmar."}
    data = {"name": "Hotline", "severity": "urgent", "starts_at": "2026-01-01 08:00", **sentence}
    response = editor.post(reverse("alerts:add"), data)
    assert (response.status_code, Alert.objects.get().severity) == (302, "urgent")
    assert "Call us before you sign." in text_of("/en/")
    assert "Llámanos antes de firmar." in text_of("/es/")
    assert 'lang="en"' in re.search(r'<aside class="alert.*?>', text_of("/pt-br/"))[0]


def test_alert_without_a_sentence_is_refused_in_words(editor):
    Alert.objects.all().delete()
    data = {"name": "Hotline", "severity": "urgent", "starts_at": "2026-01-01 08:00", "text_es": "Llámanos."}
    response = editor.post(reverse("alerts:add"), data)
    assert errors_of(response) == {"text_en": ["This field is required."]}
    assert ("Llámanos." in response.content.decode(), Alert.objects.exists()) == (True, False)


def test_editor_takes_an_alert_down(editor):
    alert = Alert.objects.get()
    editor.post(reverse("alerts:delete", args=[alert.pk]))
    assert '<aside class="alert' not in text_of("/en/")


def test_editor_changes_the_foot_and_it_is_there_at_once(editor):
    names = ("tagline", "promise", "emergency", "trackers", "made_by", "demonstration_note")
    texts = {text.language: text for text in FooterText.objects.all()}
    codes = {"en": "en", "es": "es", "pt_br": "pt-br"}
    data = {f"{name}_{code}": getattr(texts[codes[code]], name) for name in names for code in codes}
    url = reverse("wagtailsettings:edit", args=["home", "footer", FooterText.objects.first().record_id])
    response = editor.post(url, data | {"promise_es": "Nunca preguntamos por papeles."})
    assert response.status_code == 302
    assert "Nunca preguntamos por papeles." in text_of("/es/")
    assert text_of("/en/").count(texts["en"].promise) == 1


def facts_form(**changes):
    facts = SiteFacts.objects.get()
    names = ("address", "town", "state", "country", "phone", "radio_phone", "email")
    values = {name: getattr(facts, name) for name in names} | {"links": streamfield([]), "demonstration": "on"}
    return nested_form_data(values | {"hours": streamfield([])} | changes)


def test_editor_changes_the_phone_and_it_is_everywhere_at_once(editor):
    row = {"first_day": "2", "last_day": "", "opens": "09:30", "closes": "12:00"}
    url = reverse("wagtailsettings:edit", args=["home", "sitefacts", SiteFacts.objects.get().pk])
    response = editor.post(url, facts_form(phone="203-555-0199", hours=streamfield([("hours", row)])))
    assert response.status_code == 302
    html = text_of("/en/get-help/")
    assert ("(203) 555-0142" in html, 'href="tel:+12035550199"' in html) == (False, True)
    assert "Tuesday, 9:30 a.m. to 12 p.m." in text_of("/en/")


def test_facts_refuse_what_is_no_phone(editor):
    url = reverse("wagtailsettings:edit", args=["home", "sitefacts", SiteFacts.objects.get().pk])
    response = editor.post(url, facts_form(phone="ask Luz"))
    assert list(errors_of(response)) == ["phone"]
    assert SiteFacts.objects.get().phone == "(203) 555-0142"


def test_editor_keeps_legal_checks(editor):
    review = LawReview.objects.get(name__startswith="Justice")
    data = {"name": review.name, "owner": "Luz", "sources": "§", "review_due": "2028-01-01"}
    url = reverse("legal-checks:edit", args=[review.pk])
    response = editor.post(url, data | {"law_checked_on": "2026-11-01", "checked_by": ""})
    assert errors_of(response) == {"__all__": ["A check needs both: the date and the name of the lawyer."]}
    editor.post(url, data | {"law_checked_on": "2026-11-01", "checked_by": "Rosa Lee"})
    assert "Rosa Lee checked" in text_of("/en/programs/justice-at-work/")


def test_editor_adds_a_picture(editor):
    file = SimpleUploadedFile("banner.png", get_test_image_file().file.getvalue(), "image/png")
    data = {"title": "Our banner", "file": file, "credit": "Luz", "collection": "1", "tags": "", "description": ""}
    response = editor.post(reverse("wagtailimages:add"), data)
    assert (response.status_code, PortalImage.objects.get(title="Our banner").credit) == (302, "Luz")


CLOSED = {
    "users": "wagtailusers_users:index",
    "groups": "wagtailusers_groups:index",
    "sites": "wagtailsites:index",
    "locales": "wagtaillocales:index",
    "collections": "wagtailadmin_collections:index",
}


@pytest.mark.parametrize("name", CLOSED.values(), ids=CLOSED)
def test_editor_cannot_open_what_is_the_administrators(editor, administrator, name):
    assert administrator.get(reverse(name)).status_code == 200
    response = editor.get(reverse(name))
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert ADMINISTRATOR not in response.content.decode()


def test_editor_deletes_only_unneeded_things(editor):
    """Pages of others are not an editor's to delete for good: unpublishing is enough."""
    root = Page.objects.get(depth=1)
    response = editor.post(reverse("wagtailadmin_pages:delete", args=[page_at("/en/").pk]))
    assert (response.status_code, Page.objects.filter(slug="home", locale__language_code="en").count()) == (302, 1)
    assert root.get_children().count() == 3


WRITING = ["Change a page", "Translate", "Put up an alert", "Change hours or phone", "Legal checks"]
WELCOME = {
    EDITOR: WRITING,
    ADMINISTRATOR: ["Plan an event", "Take cash", "See the dues", "Find a person", "Who is where", *WRITING],
    TREASURER: ["Take cash", "See the dues", "Find a person"],
    COLLECTOR: ["Take cash"],
    ORGANIZER: ["Plan an event", "Find a person", "Who is where", "Change a page", "Translate"],
}


@pytest.mark.filterwarnings("ignore:Pagination may yield")  # wagtail-localize's own report
@pytest.mark.parametrize("email", WELCOME)
def test_welcome_names_what_this_person_does_most(site, email):
    panel = welcome(logged_in(email))
    links = re.findall(r'<li><a href="(.*?)"><b>(.*?)</b>', panel)
    assert [title for _, title in links] == WELCOME[email]
    assert [logged_in(email).get(url, follow=True).status_code for url, _ in links] == [200] * len(links)


def test_welcome_offers_nothing_that_is_closed(site):
    """Somebody who may enter and do nothing else."""
    user = get_user_model().objects.create_user(email="new@example.org", name="New", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    panel = welcome(logged_in("new@example.org"))
    assert re.findall(r"<b>(.*?)</b>", panel) == []
    assert "before you press Publish" not in panel
    assert "Good to see you, New." in panel


def welcome(client):
    html = client.get("/admin/").content.decode()
    return re.search(r'<section class="welcome-panel".*?</section>', html, re.DOTALL)[0]
