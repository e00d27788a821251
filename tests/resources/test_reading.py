""" "I read it": members say so, once; it goes into the ledger that leadership tracks read."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from membership.models import Participation, Person
from membership.services.merging import merge_persons
from resources.models import Resource
from resources.services.reading import mark_read, reading_of
from tests.demo import text_of

PAGE = "/es/guias-y-materiales/horas-extras/"


@pytest.fixture(autouse=True)
def _nothing_done(site):
    """The demonstration's members have read some guides already."""
    Participation.objects.all().delete()


def address(resource, language="es"):
    return f"/{language}/guides/{resource.pk}/read/"


def test_reading_twice_is_one_row(overtime, readers, member):
    answers = [readers["member"].post(address(overtime)) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"{PAGE}#read"] * 2
    row = Participation.objects.get()
    assert (row.person, row.kind, row.subject, row.occurred_on, row.source_key) == (
        member,
        "read",
        f"resource:{overtime.pk}",
        timezone.localdate(),
        f"read:{member.pk}:{overtime.pk}",
    )


def test_reading_in_two_languages_is_one_row(overtime, readers):
    for language in ("en", "es", "pt-br"):
        readers["member"].post(address(overtime, language))
    assert Participation.objects.count() == 1


def test_each_person_and_each_guide_count(overtime, member, django_user_model):
    other = type(member).objects.create(given_name="Rosa", joined_on=date(2026, 1, 1))
    for person in (member, other):
        for resource in Resource.objects.all()[:3]:
            mark_read(resource, person=person)
    assert Participation.objects.count() == 6
    assert reading_of(member, overtime) is None or reading_of(member, overtime).person == member


def test_page_asks_and_then_says_when(overtime, readers, member):
    before = text_of(PAGE, readers["member"])
    readers["member"].post(address(overtime))
    Participation.objects.update(occurred_on=date(2026, 3, 1))
    after = text_of(PAGE, readers["member"])
    assert (f'action="{address(overtime)}"' in before, "1 de marzo de 2026" in before) == (True, False)
    assert (f'action="{address(overtime)}"' in after, "1 de marzo de 2026" in after) == (False, True)
    assert "1 de marzo de 2026" not in text_of("/es/guias-y-materiales/anota-tus-horas/", readers["member"])


@pytest.mark.parametrize("reader", ["visitor", "nobody", "signer", "staff"])
def test_only_members_are_asked(overtime, readers, reader):
    assert "/guides/" not in text_of(PAGE, readers[reader])


@pytest.mark.parametrize(
    ("reader", "leads_to"),
    [
        ("visitor", "/es/account/login/?next="),
        ("nobody", "/es/member/"),
        ("signer", "/es/member/"),
        ("staff", "/es/member/"),
    ],
)
def test_nobody_else_is_written_down(overtime, readers, reader, leads_to):
    response = readers[reader].post(address(overtime))
    assert response.headers["Location"].startswith(leads_to)
    assert Participation.objects.count() == 0


def test_looking_at_the_address_changes_nothing(overtime, readers):
    assert readers["member"].get(address(overtime)).status_code == 405
    assert Participation.objects.count() == 0


def test_other_websites_cannot_say_it(overtime, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    assert client.post(address(overtime)).status_code == 403
    assert Participation.objects.count() == 0


@pytest.mark.parametrize("change", [{"grant_funded": True}, {"pk": 99_999}], ids=["not approved", "no such guide"])
def test_guide_that_cannot_be_read_cannot_be_marked(overtime, readers, change):
    Resource.objects.filter(pk=overtime.pk).update(**{key: value for key, value in change.items() if key != "pk"})
    path = address(Resource(pk=change.get("pk", overtime.pk)))
    assert readers["member"].post(path).status_code == 404
    assert Participation.objects.count() == 0


def test_guide_without_a_page_in_the_language_leads_to_another(overtime, readers):
    overtime.faces.get(language="es").unpublish()
    response = readers["member"].post(address(overtime))
    assert response.headers["Location"] in (
        "/en/resources/overtime/#read",
        "/pt-br/guias-e-materiais/horas-extras/#read",
    )


def test_page_of_a_reader_is_kept_by_nobody(overtime, readers):
    kept = {name: client.get(PAGE).headers.get("Cache-Control", "") for name, client in readers.items()}
    assert [name for name, header in kept.items() if "no-store" in header] == ["nobody", "signer", "member", "staff"]
    assert "csrftoken" not in readers["visitor"].cookies


def test_merged_people_read_each_guide_once_and_never_again(site, member):
    twin = Person.objects.create(given_name="Luz")
    first, second, third = Resource.objects.all()[:3]
    for person, resource in ((member, first), (twin, first), (twin, second)):
        mark_read(resource, person=person)
    merge_persons(member, lost=twin, by=None)
    for resource in (first, second, third):
        mark_read(resource, person=member)
    rows = Participation.objects.order_by("subject").values_list("person", "subject", "source_key")
    wanted = [(member.pk, f"resource:{guide.pk}", f"read:{member.pk}:{guide.pk}") for guide in (first, second, third)]
    assert sorted(rows) == sorted(wanted)
