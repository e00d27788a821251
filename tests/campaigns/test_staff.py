"""Who signed is for campaign staff only; staff read comments, and end campaigns."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.enums import Display, SignatureState
from campaigns.models import Campaign, Grant, Petition, Signature
from membership.models import Person
from tests.demo import logged_in, page_at

SIGNATURES = "/admin/signatures/"
STAFF_URLS = ["/admin/campaigns/", "/admin/petitions/", SIGNATURES, "/admin/grants/"]


@pytest.fixture
def hidden(site):
    """A signature whose signer did not want to be named."""
    person = Person.objects.create(given_name="Oculta", family_name="Secreta", language="es")
    petition = Petition.objects.get(slug="hire-sheet")
    values = {"state": SignatureState.CONFIRMED, "confirmed_at": timezone.now(), "language": "es"}
    return Signature.objects.create(petition=petition, person=person, comment="Una razón.", **values)


@pytest.mark.parametrize("url", STAFF_URLS)
@pytest.mark.parametrize("role", ["editor", "treasurer"])
def test_other_staff_may_not_see_campaign_screens(hidden, url, role):
    answer = logged_in(f"{role}@example.org").get(url, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "Secreta" not in answer.content.decode()


@pytest.mark.parametrize("url", STAFF_URLS)
def test_nobody_and_members_may_not_see_campaign_screens(hidden, member, url):
    assert Client().get(url).url.startswith("/en/account/login/")
    client = Client()
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(url)
    assert answer.status_code == 403
    assert "Secreta" not in answer.content.decode()


@pytest.mark.parametrize("role", ["editor", "treasurer"])
def test_other_staff_may_not_open_a_signature(hidden, role):
    answer = logged_in(f"{role}@example.org").get(f"{SIGNATURES}edit/{hidden.pk}/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]


def test_organizers_see_who_signed_and_filter(hidden):
    client = logged_in("organizer@example.org")
    assert "Oculta Secreta" in client.get(SIGNATURES).content.decode()
    assert "Oculta Secreta" in client.get(f"{SIGNATURES}?display=hidden").content.decode()
    assert "Oculta Secreta" not in client.get(f"{SIGNATURES}?display=full").content.decode()
    assert "1284" in client.get("/admin/petitions/").content.decode().replace(",", "")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("oculta secreta", True),
        ("SECRÉ", True),
        ("creta", False),
        ("razón", True),
        ("oculta nobody", False),
        ("", True),
    ],
)
def test_signatures_are_found_by_signer_and_comment(hidden, words, found):
    page = logged_in("organizer@example.org").get(f"{SIGNATURES}results/", {"q": words}).content.decode()
    assert ("Oculta Secreta" in page) == found


def test_organizers_decide_on_a_comment_and_change_nothing_else(hidden):
    client = logged_in("organizer@example.org")
    typed = {"comment_state": "approved", "comment": "Forged.", "display": Display.FULL, "state": "withdrawn"}
    client.post(f"{SIGNATURES}edit/{hidden.pk}/", typed)
    hidden.refresh_from_db()
    row = (hidden.comment_state, hidden.comment, hidden.display, hidden.state)
    assert row == ("approved", "Una razón.", "hidden", "confirmed")


def test_a_comment_is_marked_with_its_language(hidden):
    Signature.objects.filter(pk=hidden.pk).update(comment="Uma <b>razão</b>.", language="pt-br")
    client = logged_in("organizer@example.org")
    for path in (SIGNATURES, f"{SIGNATURES}edit/{hidden.pk}/"):
        assert '<span lang="pt-br">Uma &lt;b&gt;razão&lt;/b&gt;.</span>' in client.get(path).content.decode()


@pytest.mark.parametrize("role", ["organizer", "administrator"])
def test_nobody_adds_or_deletes_signatures_here(hidden, role):
    client = logged_in(f"{role}@example.org")
    for path in ("new/", f"delete/{hidden.pk}/"):
        assert client.post(f"{SIGNATURES}{path}").status_code == 302
    assert Signature.objects.filter(pk=hidden.pk).count() == 1


@pytest.mark.parametrize("url", [SIGNATURES, "/admin/petitions/", "/admin/campaigns/"])
def test_lists_ask_the_same_at_3_and_at_30_rows(site, url, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = logged_in("organizer@example.org"), []
    client.get(url)
    for crowd in (range(3), range(3, 18)):
        for number in crowd:
            add_row(number)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def add_row(number):
    campaign = Campaign.objects.create(name=f"Campaign {number}", slug=f"campaign-{number}")
    petition = Petition.objects.create(campaign=campaign, name=f"Petition {number}", slug=f"petition-{number}")
    person = Person.objects.create(given_name=f"Ana {number}", language="es")
    Signature.objects.create(petition=petition, person=person, language="es")


def test_ending_a_campaign_closes_its_petitions_today(site):
    campaign = Campaign.objects.get(slug="put-it-in-writing")
    typed = {"name": campaign.name, "slug": campaign.slug, "activity": campaign.activity, "funding": ""}
    answer = logged_in("organizer@example.org").post(f"/admin/campaigns/edit/{campaign.pk}/", typed)
    assert answer.status_code == 302
    days = set(campaign.petitions.values_list("closes_on", flat=True))
    assert days == {timezone.localdate()}
    assert Petition.objects.get(slug="answer-in-our-language").closes_on is None


def test_lobbying_with_a_grant_is_refused_with_a_sentence(site):
    client = logged_in("organizer@example.org")
    client.post("/admin/grants/new/", {"name": "Outreach 2026", "funder": "The State"})
    grant = Grant.objects.get().pk
    typed = {"name": "New", "slug": "new", "activity": "lobbying", "funding": grant, "is_open": "on"}
    page = client.post("/admin/campaigns/new/", typed).content.decode()
    assert "A grant cannot pay for lobbying." in page
    assert Campaign.objects.filter(slug="new").count() == 0


def test_organizers_write_pages_of_campaigns_and_no_others(site):
    client = logged_in("organizer@example.org")
    own, other = page_at("/es/campanas/por-escrito/"), page_at("/en/about/")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).status_code == 302


def test_a_petition_can_be_made_inside_the_form_of_its_page(site):
    client = logged_in("organizer@example.org")
    parent = page_at("/en/campaigns/put-it-in-writing/")
    url = reverse("wagtailadmin_pages:add", args=["campaigns", "petitionpage", parent.pk])
    assert "petition_chooser" in client.get(url).content.decode()
    assert "Make it" in client.get(reverse("petition_chooser:choose")).content.decode()
    campaign = Campaign.objects.get(slug="put-it-in-writing")
    typed = {"campaign": campaign.pk, "name": "New", "slug": "new", "opens_on": "2026-11-22", "activity": "organizing"}
    created = client.post(reverse("petition_chooser:create"), typed)
    assert created.json()["step"] == "chosen"
    assert Petition.objects.get(slug="new").campaign == campaign


def test_a_page_can_be_copied_by_nobody(site):
    client, page = logged_in("administrator@example.org"), page_at("/en/campaigns/put-it-in-writing/")
    answer = client.get(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    assert answer.status_code == 302
    home = page_at("/en/")
    answer = client.get(reverse("wagtailadmin_pages:copy", args=[home.pk]), follow=True)
    assert "cannot be copied" in answer.content.decode()


def test_roles_of_the_demonstration(site):
    groups = get_user_model().objects.get(email="organizer@example.org").groups
    assert list(groups.values_list("name", flat=True)) == ["Organizer"]


@pytest.mark.parametrize("url", ["/admin/campaigns/delete/{campaign}/", "/admin/petitions/delete/{petition}/"])
def test_what_others_stand_on_is_not_deleted(hidden, url):
    client = logged_in("organizer@example.org")
    path = url.format(campaign=hidden.petition.campaign_id, petition=hidden.petition_id)
    assert client.post(path, follow=True).status_code == 200
    assert Petition.objects.filter(pk=hidden.petition_id).count() == 1
