import pytest
from django.db.models import Q
from django.test import Client

from membership.models import ContactPoint, Message, Person, User
from tests.membership.conftest import code_in

PHONE = "+12035550188"
TYPED = {"given_name": "María José", "family_name": "Pérez Quispe", "contact": "203 555 0188", "language": "es"}


def ours():
    """The people of this test; the demonstration has its own."""
    return Person.objects.filter(Q(contacts__value=PHONE) | Q(user__phone=PHONE)).distinct()


@pytest.fixture
def join(client, texts):
    """Joins as a person would: the form, then the code that came by text message."""

    def join(client=client, **typed):
        client.post("/es/join/", TYPED | typed)
        return client.post("/es/account/login/code/confirm/", {"code": code_in(texts[-1][1]), "own_phone": "no"})

    return join


def test_join_makes_a_member_of_whoever_proves_the_contact(site, join):
    response = join()
    assert response.url == "/es/member/welcome/"
    person = ours().get()
    assert (person.name, person.language, person.user.phone) == ("María José Pérez Quispe", "es", PHONE)
    assert person.joined_on is not None
    assert list(person.contacts.values_list("kind", "value", "preferred")) == [("phone", PHONE, True)]


def test_join_makes_nobody_before_the_code(site, client):
    client.post("/es/join/", TYPED)
    assert (ours().count(), User.objects.filter(phone=PHONE).count()) == (0, 1)


def test_join_keeps_the_name_of_whoever_proves_the_contact(site, client, join):
    Client().post("/es/join/", TYPED | {"given_name": "Somebody", "family_name": "Else"})
    join()
    assert [person.name for person in ours()] == ["María José Pérez Quispe"]


def test_join_twice_is_one_person_and_one_welcome(site, join, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        join()
    join(client=Client())
    messages = Message.objects.filter(person=ours().get())
    assert list(messages.values_list("purpose", "state")) == [("welcome", "sent")]


def test_join_takes_the_person_we_know_under_contact_and_name(site, join):
    known = Person.objects.create(given_name="maría josé", family_name="PÉREZ  Quispe", language="es")
    ContactPoint.objects.create(person=known, kind="phone", value=PHONE)
    join()
    assert ours().get().pk == known.pk


def test_join_leaves_another_name_under_the_same_contact_alone(site, join):
    husband = Person.objects.create(given_name="Luis", language="es")
    ContactPoint.objects.create(person=husband, kind="phone", value=PHONE)
    join()
    husband.refresh_from_db()
    assert (husband.user, husband.joined_on) == (None, None)
    assert [person.name for person in ours().members()] == ["María José Pérez Quispe"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"given_name": ""}, "Escribe tu nombre. Sirve cualquier nombre que uses."),
        ({"contact": ""}, "Danos un número de celular o un correo. Con uno basta."),
        ({"contact": "12"}, "A este teléfono le faltan o le sobran números. Escríbelo con el código de área."),
    ],
    ids=["no name", "no contact", "short number"],
)
def test_join_says_what_to_mend_and_keeps_what_was_typed(site, client, typed, sentence):
    response = client.post("/es/join/", TYPED | typed)
    page = response.content.decode()
    assert sentence in page
    assert 'value="Pérez Quispe"' in page
    assert User.objects.filter(phone=PHONE).count() == 0


def test_known_and_unknown_contact_get_the_same_answer(site, client):
    User.objects.create_user(phone="+12035550199")
    answers = [Client().post("/es/join/", TYPED | {"contact": contact}) for contact in ("2035550199", "2035550177")]
    assert answers[0].url == answers[1].url
    assert answers[0].status_code == answers[1].status_code == 302
