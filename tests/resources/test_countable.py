"""What the library tells paths: its guides, and where they are read."""

import pytest
from django.utils import translation

from membership.countable import ANY
from resources.countable import addresses, guides
from resources.models import Resource
from resources.services.reading import subject_of


def test_every_guide_may_be_asked_for(site):
    assert dict(guides()) == {subject_of(resource): resource.name for resource in Resource.objects.all()}


@pytest.mark.parametrize(
    ("language", "page", "library"),
    [
        ("en", "/en/resources/overtime/", "/en/resources/"),
        ("es", "/es/guias-y-materiales/horas-extras/", "/es/guias-y-materiales/"),
        ("pt-br", "/pt-br/guias-e-materiais/horas-extras/", "/pt-br/guias-e-materiais/"),
    ],
)
def test_a_guide_is_read_on_its_page_in_the_readers_language(overtime, language, page, library):
    with translation.override(language):
        assert addresses({("", subject_of(overtime)), ANY}) == {("", subject_of(overtime)): page, ANY: library}


def test_a_guide_without_a_page_in_the_language_leads_to_the_default(overtime):
    overtime.faces.get(language="es").unpublish()
    with translation.override("es"):
        assert addresses({("", subject_of(overtime))}) == {("", subject_of(overtime)): "/en/resources/overtime/"}


def test_drafts_unapproved_and_foreign_things_lead_nowhere(overtime):
    for face in overtime.faces.all():
        face.unpublish()
    key = ("", subject_of(overtime))
    assert addresses({key, ("", "petition:1"), ("x", "")}) == {key: ""}
    Resource.objects.filter(pk=overtime.pk).update(grant_funded=True)
    assert addresses({key}) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_addresses_ask_as_often_for_three_guides_as_for_one(site, count, django_assert_num_queries):
    wanted = {("", subject_of(resource)) for resource in Resource.objects.all()[:count]}
    addresses(wanted)  # Wagtail keeps the roots of the site
    with django_assert_num_queries(3):
        assert len(addresses(wanted)) == count
