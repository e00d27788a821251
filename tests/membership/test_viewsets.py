"""Staff users in the editor: a name, one contact, roles."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from membership.models import User
from tests.membership.conftest import PHONE

ADD = "/admin/users/new/"


@pytest.fixture
def editor(client, chief):
    client.force_login(chief)
    return client


def test_somebody_with_only_a_number_is_added(editor):
    group = Group.objects.create(name="Editors of the site")
    response = editor.post(ADD, {"name": "Caro", "email": "", "phone": "(203) 555-0142", "groups": [group.pk]})
    assert response.status_code == 302
    caro = User.objects.get(phone=PHONE)
    assert (caro.name, caro.email, caro.has_usable_password(), list(caro.groups.all())) == (
        "Caro",
        None,
        False,
        [group],
    )


def test_somebody_with_only_an_e_mail_is_added(editor):
    editor.post(ADD, {"name": "Caro", "email": "Caro@Example.org", "phone": ""})
    assert User.objects.filter(email="caro@example.org", phone=None).count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "Caro"}, "A login needs an e-mail or a mobile number. One is enough."),
        ({"name": "Caro", "email": "CHIEF@example.org"}, "Somebody logs in with this e-mail already."),
        ({"name": "Caro", "phone": "12"}, "This phone number is missing digits or has too many."),
    ],
)
def test_what_is_wrong_is_said(editor, data, sentence):
    response = editor.post(ADD, data)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert User.objects.count() == 1


def test_somebody_with_only_a_number_is_edited(editor):
    caro = User.objects.create_user(phone=PHONE, name="Caro", phone_verified_at=timezone.now())
    path = f"/admin/users/edit/{caro.pk}/"
    assert editor.post(path, {"name": "Carolina", "phone": PHONE, "is_active": "on"}).status_code == 302
    caro.refresh_from_db()
    assert (caro.name, caro.phone_verified_at is not None) == ("Carolina", True)
    editor.post(path, {"name": "Carolina", "phone": "203 555 0177", "is_active": "on"})
    caro.refresh_from_db()
    assert (caro.phone, caro.phone_verified_at) == ("+12035550177", None)


@pytest.mark.parametrize("words", ["Caro", "5550142", "example.net"])
def test_people_are_found_by_name_number_and_e_mail(editor, words):
    User.objects.create_user(phone=PHONE, email="c@example.net", name="Caro")
    User.objects.create_user(phone="+12035550199", name="Dora")
    page = editor.get("/admin/users/results/", {"q": words}).content.decode()
    assert ("Caro" in page, "Dora" in page) == (True, False)


def test_the_list_shows_contacts_and_no_handle(editor, chief):
    caro = User.objects.create_user(phone=PHONE, name="Caro")
    page = editor.get("/admin/users/").content.decode()
    assert (PHONE in page, str(caro.handle) in page, str(chief.handle) in page) == (True, False, False)


@pytest.mark.parametrize("page", ["edit/{}/", "history/{}/", "delete/{}/", "new/"])
def test_pages_open_for_somebody_with_only_a_number(editor, page):
    caro = User.objects.create_user(phone=PHONE)
    path = "/admin/users/" + page.format(caro.pk)
    content = editor.get(path).content.decode()
    assert str(caro.handle) not in content
    assert 'name="password1"' not in content


def test_somebody_is_blocked_and_deleted(editor, chief, log_in):
    caro = User.objects.create_user(phone=PHONE, name="Caro")
    other = Client()
    log_in(PHONE, client=other)
    editor.post(f"/admin/users/edit/{caro.pk}/", {"name": "Caro", "phone": PHONE})
    assert other.get("/en/account/").status_code == 302
    editor.post(f"/admin/users/delete/{caro.pk}/")
    assert list(User.objects.all()) == [chief]


@pytest.mark.parametrize("ordering", ["name", "-name", "email", "-phone", "last_login"])
def test_the_list_can_be_ordered(editor, ordering):
    assert editor.get("/admin/users/", {"ordering": ordering}).status_code == 200


def test_the_list_asks_as_often_for_three_as_for_one(editor):
    counts = []
    for number in range(3):
        User.objects.create_user(phone=f"+1203555010{number}", name="x")
        with CaptureQueriesContext(connection) as queries:
            editor.get("/admin/users/")
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_staff_change_their_own_name_and_preferences(editor, chief):
    page = editor.get("/admin/account/")
    assert (page.status_code, b"first_name" in page.content) == (200, False)
    data = {
        "own_name-name": "Beatriz",
        "locale-preferred_language": "es",
        "locale-current_time_zone": "",
        "theme-theme": "dark",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
    }
    assert editor.post("/admin/account/", data).status_code == 302
    chief.refresh_from_db()
    assert (chief.name, chief.wagtail_userprofile.theme) == ("Beatriz", "dark")


def test_their_preferences_are_for_staff(client, ana):
    client.force_login(ana)
    response = client.get("/admin/account/")
    assert response.status_code == 403
