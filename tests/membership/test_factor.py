"""Passwords and second factors."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Permission
from django.test import Client

from membership.models import User
from tests.membership.conftest import PHONE

PASSWORD_LOGIN, LOGIN, AUTHENTICATE = (
    "/en/account/login/password/",
    "/en/account/login/",
    "/en/account/2fa/authenticate/",
)
SECRET = "JBSWY3DPEHPK3PXP"


def app_code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_app(user):
    TOTP.activate(user, SECRET)


def test_a_password_logs_in(client, chief):
    response = client.post(PASSWORD_LOGIN, {"login": "chief@example.org", "password": "a long pass phrase"})
    assert response.headers["Location"] == "/admin/"
    assert client.session.get_expiry_age() <= 1800


def test_a_password_on_an_own_phone_lasts(client, chief):
    client.post(PASSWORD_LOGIN, {"login": "chief@example.org", "password": "a long pass phrase", "own_phone": "yes"})
    assert client.session.get_expiry_age() > 89 * 86_400


@pytest.mark.parametrize(
    "contact", ["nobody@example.org", "chief@example.org", "ana@example.org", PHONE, "+12035550199"]
)
def test_a_wrong_password_and_an_unknown_contact_get_one_answer(client, chief, ana, contact):
    response = client.post(PASSWORD_LOGIN, {"login": contact, "password": "wrong"})
    assert response.context["form"].non_field_errors() == [
        "This contact and this password do not go together. Try again, or log in with a code."
    ]


def test_wrong_passwords_of_one_number_lock_nobody_else_out(client, chief):
    """Stock allauth counts those of all numbers as one: five by a stranger would lock everybody out."""
    chief.phone = "+12035550100"
    chief.save()
    for _ in range(6):
        Client(REMOTE_ADDR="203.0.113.9").post(PASSWORD_LOGIN, {"login": "+12035550199", "password": "wrong"})
    response = client.post(PASSWORD_LOGIN, {"login": "+12035550100", "password": "a long pass phrase"})
    assert response.status_code == 302


@pytest.mark.parametrize("way", ["password", "code"])
def test_with_an_app_nobody_is_in_before_its_code(client, chief, last_code, way):
    give_app(chief)
    if way == "password":
        response = client.post(
            PASSWORD_LOGIN, {"login": "chief@example.org", "password": "a long pass phrase", "own_phone": "yes"}
        )
    else:
        client.post(LOGIN, {"login": "chief@example.org"})
        response = client.post("/en/account/login/code/confirm/", {"code": last_code(), "own_phone": "yes"})
    assert response.headers["Location"] == AUTHENTICATE
    assert client.get("/en/account/").status_code == 302
    assert client.get(AUTHENTICATE).status_code == 200
    assert client.post(AUTHENTICATE, {"code": "000000x"}).status_code == 200
    assert client.post(AUTHENTICATE, {"code": app_code()}).headers["Location"] == "/admin/"
    assert client.session.get_expiry_age() > 89 * 86_400


def test_a_spare_code_opens_once(client, chief):
    give_app(chief)
    spare = RecoveryCodes.activate(chief).get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        client.post(PASSWORD_LOGIN, {"login": "chief@example.org", "password": "a long pass phrase"})
        assert client.post(AUTHENTICATE, {"code": spare}).status_code == expected


def test_staff_without_a_second_factor_are_led_to_set_it_up(client, chief, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    client.force_login(chief)
    response = client.get("/admin/")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/account/2fa/")
    assert "The editor opens for you when" in client.get("/en/account/2fa/").content.decode()
    give_app(chief)
    assert client.get("/admin/").status_code == 200


def test_the_demonstration_asks_staff_for_none(client, chief):
    client.force_login(chief)
    assert client.get("/admin/").status_code == 200


def test_the_editor_s_log_in_is_ours(client):
    response = client.get("/admin/login/?next=/admin/pages/")
    assert response.headers["Location"] == "/en/account/login/?next=/admin/pages/"
    assert client.get("/admin/").headers["Location"] == "/en/account/login/?next=/admin/"
    assert client.get("/admin/password_reset/", follow=True).status_code == 404


def test_setting_up_the_app(client, log_in, mailoutbox, transactional_db):
    chief = User.objects.create_superuser(email="chief@example.org", name="Bea")
    log_in("chief@example.org")
    page = client.get("/en/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    response = client.post("/en/account/2fa/totp/activate/", {"code": app_code(secret)})
    assert response.headers["Location"] == "/en/account/2fa/recovery-codes/"
    spare = client.get(response.headers["Location"])
    assert (spare.status_code, len(spare.context["unused_codes"])) == (200, 10)
    assert (mailoutbox[-1].to, mailoutbox[-1].subject) == (["chief@example.org"], "You have a message from CWC")
    assert "An app that makes codes was set up" in mailoutbox[-1].body
    assert sorted(chief.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_without_an_e_mail_a_new_factor_is_told_by_text_message(
    client, log_in, texts, django_capture_on_commit_callbacks
):
    User.objects.create_user(phone=PHONE)
    log_in(PHONE)
    secret = client.get("/en/account/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/2fa/totp/activate/", {"code": app_code(secret)})
    assert texts[-1] == (PHONE, "CWC: How you log in has changed. Was it not you? Call us.")


def test_an_unconfirmed_e_mail_is_confirmed_before_an_app(client, chief):
    client.force_login(chief)
    client.post("/en/account/reauthenticate/", {"password": "a long pass phrase"})
    response = client.get("/en/account/2fa/totp/activate/", follow=True)
    assert "First confirm your e-mail" in response.content.decode()


def test_staff_cannot_turn_their_last_factor_off(client, chief, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    give_app(chief)
    client.force_login(chief)
    client.post("/en/account/2fa/reauthenticate/", {"code": app_code()})
    response = client.post("/en/account/2fa/totp/deactivate/")
    assert response.context["form"].non_field_errors() == [
        "Your work here needs a second step. You cannot turn it off."
    ]
    assert Authenticator.objects.count() == 1


def test_a_change_of_contact_asks_for_the_app(client, chief):
    give_app(chief)
    client.force_login(chief)
    response = client.get("/en/account/email/")
    assert response.headers["Location"] == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Femail%2F"
    assert b"/en/account/2fa/reauthenticate/" in client.get(response.headers["Location"]).content


def test_labels_show_a_contact_and_never_the_handle(chief):
    member = User.objects.create_user(phone=PHONE)
    assert get_adapter().get_totp_label(member) == PHONE
    assert get_adapter().get_totp_label(chief) == "chief@example.org"


def test_a_member_of_a_team_needs_the_second_factor_too(client, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    member = User.objects.create_user(phone=PHONE)
    member.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(member)
    assert client.get("/admin/").headers["Location"] == "/en/account/2fa/"


@pytest.mark.parametrize(
    "path",
    ["2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "2fa/webauthn/", "2fa/recovery-codes/generate/", "logout/"],
)
@pytest.mark.parametrize("language", ["en", "es", "pt-br"])
def test_every_page_opens(client, ana, log_in, path, language):
    log_in(PHONE)
    ana.emailaddress_set.update(verified=True)
    assert client.get(f"/{language}/account/{path}").status_code == 200
