"""What campaigns tell paths: the petitions, and where they are signed."""

import pytest
from django.utils import translation

from campaigns.countable import addresses, petitions
from campaigns.models import Petition
from campaigns.services.signing import petition_subject
from membership.countable import ANY


@pytest.fixture
def sheet(site):
    return Petition.objects.get(slug="hire-sheet")


def test_every_petition_may_be_asked_for(site):
    assert dict(petitions()) == {petition_subject(one.pk): one.name for one in Petition.objects.all()}


@pytest.mark.parametrize("language", ["en", "es", "pt-br"])
def test_a_petition_is_signed_on_its_page_in_the_readers_language(sheet, language):
    key = ("", petition_subject(sheet.pk))
    with translation.override(language):
        assert addresses({key}) == {key: sheet.faces.get(language=language).url}


@pytest.mark.parametrize(("language", "path"), [("en", "/en/campaigns/"), ("es", "/es/campanas/")])
def test_any_petition_is_found_in_the_list_of_campaigns(site, language, path):
    with translation.override(language):
        assert addresses({ANY}) == {ANY: path}


def test_foreign_things_lead_nowhere(site):
    assert addresses({("", "resource:1"), ("", "petition:99999"), ("x", "")}) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_addresses_ask_as_often_for_three_petitions_as_for_one(site, count, django_assert_num_queries):
    wanted = {("", petition_subject(petition.pk)) for petition in Petition.objects.all()[:count]}
    addresses(wanted)  # Wagtail keeps the roots of the site
    with django_assert_num_queries(3):
        assert len(addresses(wanted)) == count
