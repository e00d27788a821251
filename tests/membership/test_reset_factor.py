"""Who lost the second factor is helped by another administrator, who proves themselves first; or from the shell."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from membership.models import Message, User
from membership.services.factors import lacks_administrators, protected_administrators
from membership.services.messages import send_messages
from portal.due import count_administrators
from tests.membership.test_factor import app_code, give_app


@pytest.fixture
def lost(db):
    """Another administrator, whose app and spare codes are on a phone that is gone."""
    user = User.objects.create_superuser(email="lost@example.org", name="Lena")
    give_app(user)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def proven(client, chief):
    """The browser of the first administrator, who has just proved themselves again."""
    give_app(chief)
    client.force_login(chief)
    client.post("/en/account/2fa/reauthenticate/", {"code": app_code()})
    return client


def page(user):
    return f"/admin/users/{user.pk}/second-factor/"


def factors(user):
    return Authenticator.objects.filter(user=user).count()


def test_the_page_says_what_will_happen_and_does_nothing(proven, lost):
    html = proven.get(page(lost)).content.decode()
    assert ("Reset the second factor of Lena?" in html, "Talk to them first" in html) == (True, True)
    assert factors(lost) == 2


def test_another_administrator_resets_it(proven, lost, chief, mailoutbox):
    theirs = Client()
    theirs.force_login(lost)
    UserSession.objects.create(
        user=lost, ip="0.0.0.0", user_agent="", session_key=theirs.session.session_key, last_seen_at=timezone.now()
    )
    response = proven.post(page(lost))
    assert (response.status_code, response.url, factors(lost)) == (302, f"/admin/users/edit/{lost.pk}/", 0)
    assert theirs.get("/en/account/").status_code == 302  # their sessions are over
    entry = ModelLogEntry.objects.get(action="membership.reset_second_factor")
    assert (entry.user, entry.object_id, entry.message) == (chief, str(lost.pk), "Second factor reset")
    send_messages(timezone.now())
    assert [(letter.to, letter.subject) for letter in mailoutbox if "reset" in letter.subject] == [
        (["lost@example.org"], "The second step of your log-in was reset")
    ]


def test_a_second_tap_changes_and_says_nothing_more(proven, lost):
    for _tap in range(2):
        proven.post(page(lost))
    assert ModelLogEntry.objects.filter(action="membership.reset_second_factor").count() == 1
    assert Message.objects.filter(purpose="factor_reset").count() == 1


def test_somebody_with_only_a_number_is_told_by_text_message(proven, texts):
    user = User.objects.create_user(phone="+12035550199")
    give_app(user)
    proven.post(page(user))
    send_messages(timezone.now())
    assert [(phone, "was reset" in text) for phone, text in texts] == [("+12035550199", True)]


def test_nobody_resets_their_own(proven, chief):
    for answer in (proven.get(page(chief)), proven.post(page(chief))):
        assert (answer.status_code, answer.url) == (302, f"/admin/users/edit/{chief.pk}/")
    assert factors(chief) == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_has_not_just_proved_themselves_is_asked_to(client, chief, lost, method):
    give_app(chief)
    client.force_login(chief)
    response = getattr(client, method)(page(lost))
    assert (response.status_code, response.url.split("?")[0]) == (302, "/en/account/reauthenticate/")
    assert factors(lost) == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_who_are_no_administrators_are_refused(client, lost, method):
    """Even with the right to change logins: it would make an administrator of whoever resets."""
    user = User.objects.create_user(email="staff@example.org", is_staff=True)
    wanted = ["access_admin", "change_user", "view_user"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    give_app(user)
    client.force_login(user)
    client.post("/en/account/2fa/reauthenticate/", {"code": app_code()})
    assert (getattr(client, method)(page(lost)).status_code, factors(lost)) == (403, 2)


def test_nobody_who_is_not_logged_in_gets_there(client, lost):
    assert (client.post(page(lost)).url, factors(lost)) == (f"/en/account/login/?next={page(lost)}", 2)


def test_the_button_stands_where_it_can_be_used(proven, lost, chief):
    assert page(lost) in proven.get(f"/admin/users/edit/{lost.pk}/").content.decode()
    assert page(chief) not in proven.get(f"/admin/users/edit/{chief.pk}/").content.decode()
    plain = User.objects.create_user(email="plain@example.org")
    assert page(plain) not in proven.get(f"/admin/users/edit/{plain.pk}/").content.decode()


def test_from_the_shell_when_both_are_lost(lost):
    out = io.StringIO()
    call_command("reset_second_factor", "LOST@example.org", stdout=out)
    assert ("leads staff to set a new one up" in out.getvalue(), factors(lost)) == (True, 0)
    assert ModelLogEntry.objects.get(action="membership.reset_second_factor").user is None


@pytest.mark.parametrize("contact", ["nobody@example.org", "plain@example.org"])
def test_the_shell_says_when_there_is_nothing_to_reset(db, contact):
    User.objects.create_user(email="plain@example.org")
    with pytest.raises(CommandError, match=r"Nobody logs in|has no second factor"):
        call_command("reset_second_factor", contact)


# Two administrators
@pytest.mark.parametrize(
    ("with_factor", "demo", "lacking"), [(0, False, True), (1, False, True), (2, False, False), (0, True, False)]
)
def test_one_administrator_with_a_second_factor_is_too_few(db, settings, caplog, with_factor, demo, lacking):
    settings.STAFF_NEED_SECOND_FACTOR = not demo
    for number in range(2):
        user = User.objects.create_superuser(email=f"{number}@example.org")
        (give_app if number < with_factor else RecoveryCodes.activate)(user)
    User.objects.create_superuser(email="gone@example.org", is_active=False)
    count_administrators(timezone.now())
    assert (protected_administrators(), lacks_administrators()) == (with_factor, lacking)
    said = f"administrators with a second factor: {with_factor} of 2"
    assert caplog.messages == ([said] if lacking else [])


NOTICE, FAILED = "Fewer than two administrators have a second factor", "1 message of the last seven days was not sent"


def test_administrators_read_on_the_first_page_what_is_wrong(proven, settings, lost):
    settings.STAFF_NEED_SECOND_FACTOR = True
    values = {"channel": "email", "address": "a@example.org", "language": "en", "not_before": timezone.now()}
    Message.objects.create(key="one", purpose="welcome", state="failed", **values)
    html = proven.get("/admin/").content.decode()
    assert (NOTICE in html, FAILED in html) == (False, True)
    Authenticator.objects.filter(user=lost).delete()
    Message.objects.all().delete()
    html = proven.get("/admin/").content.decode()
    assert (NOTICE in html, "last seven days" in html) == (True, False)


def test_other_staff_do_not_read_it(client, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    user = User.objects.create_user(email="staff@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_app(user)
    client.force_login(user)
    assert NOTICE not in client.get("/admin/").content.decode()
