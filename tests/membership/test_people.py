"""The staff's screens about people: who may open them, what each role reads there, erasing and merging by hand."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import Petition, Rsvp
from campaigns.services.attendance import mark_came
from campaigns.services.signing import sign_as_member
from membership.models import ContactPoint, Person, User
from membership.services.ledger import Taken, record_payment
from membership.services.merging import merge_persons
from membership.services.people import create_person
from portal.pack.people import ROLES
from tests.campaigns.conftest import make_event
from tests.demo import logged_in

LIST = "/admin/people/"
TODAY = timezone.localdate()
NAME, NUMBER, AMOUNT, PETITION = "Zoraida Quispe", "(203) 555-0142", "$12.34", "hire-sheet"
STAFF = ["editor", "organizer", "treasurer", "administrator"]


@pytest.fixture
def zoraida(site):
    """A member with a number, a payment and a signature: each is for other eyes."""
    person = create_person("Zoraida", family_name="Quispe", language="es", contact=("phone", "+12035550142"))
    Person.objects.filter(pk=person.pk).update(joined_on=TODAY)
    person.refresh_from_db()
    treasurer = User.objects.get(email="treasurer@example.org")
    record_payment(person, taken=Taken(amount=1234, months=1, received_on=TODAY, key="k"), recorded_by=treasurer)
    sign_as_member(Petition.objects.get(slug=PETITION), person, language="es")
    return person


@pytest.fixture
def twin(site):
    return create_person("Zoraida", family_name="Quispe Luna", language="es", contact=("email", "zq@example.org"))


def staff(role):
    return logged_in(f"{role}@example.org")


def addresses(person, other):
    return {
        "list": LIST,
        "person": f"{LIST}inspect/{person.pk}/",
        "edit": f"{LIST}edit/{person.pk}/",
        "erase": f"{LIST}delete/{person.pk}/",
        "find": f"{LIST}merge/{person.pk}/",
        "merge": f"{LIST}merge/{person.pk}/{other.pk}/",
    }


OPENS = {
    "editor": set(),
    "organizer": {"list", "person"},
    "treasurer": {"list", "person"},
    "administrator": {"list", "person", "edit", "erase", "find", "merge"},
}


@pytest.mark.parametrize("role", STAFF)
def test_each_role_opens_its_screens_and_no_others(zoraida, twin, role):
    client, opened = staff(role), set()
    for name, url in addresses(zoraida, twin).items():
        answer = client.get(url)
        if answer.status_code == 200:
            opened.add(name)
        else:
            assert (answer.status_code, answer.url) == (302, "/admin/")
    assert opened == OPENS[role]


@pytest.mark.parametrize("name", ["list", "person", "edit", "erase", "find", "merge"])
def test_nobody_and_members_open_none(zoraida, twin, name):
    url = addresses(zoraida, twin)[name]
    member = Client()
    user = User.objects.create_user(email="someone@example.org")
    Person.objects.create(given_name="Rosa", user=user, joined_on=TODAY)
    member.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for method in ("get", "post"):
        assert getattr(Client(), method)(url).url.startswith("/en/account/login/")
        answer = getattr(member, method)(url)
        assert (answer.status_code, "Quispe" in answer.content.decode()) == (403, False)
    assert Person.objects.known().filter(given_name="Zoraida").count() == 2


def test_no_role_may_erase():
    assert [name for name, rights in ROLES.items() if ("membership", "delete_person") in rights] == []


@pytest.mark.parametrize("role", ["organizer", "treasurer"])
def test_a_post_without_the_right_changes_nothing(zoraida, twin, role):
    client, urls = staff(role), addresses(zoraida, twin)
    before = list(Person.objects.order_by("pk").values())
    client.post(urls["erase"], {"name": "Quispe"})
    client.post(urls["merge"])
    client.post(urls["edit"], {"given_name": "X"})
    assert list(Person.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("organizer", (True, False, True, False)),
        ("treasurer", (True, True, False, False)),
        ("administrator", (True, True, True, True)),
    ],
)
def test_the_page_shows_what_the_role_needs(zoraida, role, seen):
    """Standing for all; amounts for the treasurer; signatures for campaign staff; erasing for administrators."""
    page = staff(role).get(f"{LIST}inspect/{zoraida.pk}/").content.decode()
    petition = Petition.objects.get(slug=PETITION).name
    assert (NAME in page, NUMBER.replace(" ", "\xa0") in page) == (True, True)
    said = ("In good standing" in page, AMOUNT in page, petition in page, f"{LIST}delete/" in page)
    assert (said, "igned a petition" in page) == (seen, False)


@pytest.mark.parametrize("path", ["usage/{}/", "copy/{}/"])
def test_there_is_no_other_list_of_what_points_to_a_person(zoraida, path):
    assert staff("administrator").get(LIST + path.format(zoraida.pk)).status_code == 404


def test_the_page_asks_the_same_with_one_row_and_with_three(zoraida):
    client, counts = staff("administrator"), []
    url = f"{LIST}inspect/{zoraida.pk}/"
    client.get(url)
    for number in (1, 2, 3):
        add_everything(zoraida, number)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts == [23, 23, 23]


def add_everything(person, number):
    treasurer = User.objects.get(email="treasurer@example.org")
    record_payment(
        person, taken=Taken(amount=100, months=1, received_on=TODAY, key=f"k{number}"), recorded_by=treasurer
    )
    ContactPoint.objects.create(person=person, kind="email", value=f"{number}@example.org")
    campaign = Petition.objects.get(slug=PETITION).campaign
    petition = Petition.objects.create(campaign=campaign, name=f"P{number}", slug=f"p{number}")
    sign_as_member(petition, person, language="es")
    today = make_event(slug=f"today-{number}", days=0)
    Rsvp.objects.create(event=today, person=person, language="es")
    mark_came(today, person, marked_by=treasurer)
    merge_persons(person, lost=create_person("Zoraida", language="es"), by=None)


@pytest.mark.parametrize("words", ["quispe", "ZORÁIDA quis", "555-0142", "(203) 555 0142", "+12035550142"])
def test_people_are_found_by_name_and_contact(zoraida, words):
    create_person("Rosa", language="es", contact=("phone", "+12035550199"))
    page = staff("organizer").get(f"{LIST}results/", {"q": words}).content.decode()
    assert (NAME in page, "Rosa" in page) == (True, False)


@pytest.mark.parametrize("words", ["x " * 500, "\0", "%", "'"], ids=["many", "null", "percent", "quote"])
@pytest.mark.parametrize("url", [LIST, "/admin/cash/"])
def test_no_search_is_too_much(zoraida, words, url):
    assert staff("treasurer").get(url, {"q": words}).status_code == 200


@pytest.mark.parametrize(("member", "seen"), [("yes", (True, False)), ("no", (False, True))])
def test_the_list_is_filtered_by_membership(zoraida, twin, member, seen):
    page = staff("organizer").get(LIST, {"member": member, "q": "Zoraida"}).content.decode()
    assert (f"inspect/{zoraida.pk}/" in page, f"inspect/{twin.pk}/" in page) == seen


def test_the_list_shows_standing_and_no_amounts(zoraida, twin):
    page = staff("organizer").get(LIST, {"q": "Quispe"}).content.decode()
    assert ("in good standing" in page, AMOUNT in page) == (True, False)


def test_the_list_asks_the_same_with_3_people_and_with_300(site):
    client, counts = staff("treasurer"), []
    treasurer = User.objects.get(email="treasurer@example.org")
    client.get(LIST)
    for crowd in (3, 297):
        people = Person.objects.bulk_create(Person(given_name=f"P{n}", joined_on=TODAY) for n in range(crowd))
        record_payment(
            people[0], taken=Taken(amount=1, months=1, received_on=TODAY, key=f"{crowd}"), recorded_by=treasurer
        )
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))
    assert counts == [12, 12]


@pytest.mark.parametrize("url", [LIST, "/admin/cash/"])
def test_a_search_asks_the_same_with_3_people_and_with_300(site, url):
    client, counts = staff("treasurer"), []
    client.get(url)
    for crowd in (3, 297):
        Person.objects.bulk_create(Person(given_name=f"Ana {n}", town="Testville") for n in range(crowd))
        with CaptureQueriesContext(connection) as asked:
            assert "Ana" in client.get(url, {"q": "ana testville"}).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_people_are_erased_only_with_their_name(zoraida):
    client, url = staff("administrator"), f"{LIST}delete/{zoraida.pk}/"
    assert NAME in client.get(url).content.decode()
    for typed in ("", "Rosa", "x" * 10_000):
        assert client.post(url, {"name": typed}).status_code == 200
    assert Person.objects.get(pk=zoraida.pk).name == NAME
    assert client.post(url, {"name": " quispe "}).url == LIST
    assert Person.objects.get(pk=zoraida.pk).erased_at is not None
    assert "Quispe" not in client.get(LIST).content.decode()


def test_erasing_twice_ends_where_erasing_once_ends(zoraida, twin):
    client = staff("administrator")
    for person in (zoraida, twin):
        answers = [client.post(f"{LIST}delete/{person.pk}/", {"name": "Zoraida"}) for _ in range(2)]
        assert [answer.url for answer in answers] == [LIST, LIST]
    assert list(Person.objects.filter(family_name__contains="Quispe")) == []


@pytest.mark.parametrize("name", ["person", "edit", "erase", "find"])
def test_an_erased_person_has_no_page(zoraida, twin, name):
    client, urls = staff("administrator"), addresses(zoraida, twin)
    client.post(urls["erase"], {"name": "Quispe"})
    assert client.get(urls[name]).status_code == 404


def test_two_entries_are_found_compared_and_merged(zoraida, twin):
    client, urls = staff("administrator"), addresses(zoraida, twin)
    assert f"merge/{zoraida.pk}/{twin.pk}/" in client.get(urls["find"]).content.decode()
    page = client.get(urls["merge"]).content.decode()
    assert ("zq@example.org" in page, NUMBER.replace(" ", "\xa0") in page) == (True, True)
    assert Person.objects.known().filter(given_name="Zoraida").count() == 2
    answers = [client.post(urls["merge"]) for _ in range(2)]
    assert {answer.url for answer in answers} == {urls["person"]}
    assert list(Person.objects.known().filter(given_name="Zoraida")) == [zoraida]
    assert zoraida.contacts.count() == 2


def test_the_page_of_an_alias_leads_to_the_person(zoraida, twin):
    merge_persons(zoraida, lost=twin, by=None)
    client = staff("administrator")
    assert client.get(f"{LIST}inspect/{twin.pk}/").url == f"{LIST}inspect/{zoraida.pk}/"
    assert client.get(f"/admin/cash/{twin.handle}/").context["person"] == zoraida
    assert client.get(f"{LIST}merge/{zoraida.pk}/{twin.pk}/").url == f"{LIST}inspect/{zoraida.pk}/"
    assert twin.name in client.get(f"{LIST}inspect/{zoraida.pk}/").content.decode()
    assert client.get(f"{LIST}edit/{twin.pk}/").status_code == 404


def test_what_cannot_be_merged_gets_a_sentence(zoraida):
    client = staff("administrator")
    answer = client.post(f"{LIST}merge/{zoraida.pk}/{zoraida.pk}/", follow=True)
    assert "These two entries cannot be merged" in answer.content.decode()


def test_editing_keeps_no_name_in_the_log(zoraida):
    from wagtail.models import ModelLogEntry

    client = staff("administrator")
    data = {"given_name": "Zoraida", "family_name": "Quispe Luna", "called": "", "town": "", "zip_code": ""}
    answer = client.post(f"{LIST}edit/{zoraida.pk}/", data)
    assert answer.url == f"{LIST}inspect/{zoraida.pk}/"
    row = ModelLogEntry.objects.order_by("-pk").values_list("label", "data").first()
    assert (row[0], "Quispe" in str(row[1])) == (f"person {zoraida.pk}", False)
