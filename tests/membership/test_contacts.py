"""Changing a number or an e-mail: proven first, told to the old one, undone for seven days (T3, T4, T5, T8)."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from membership.models import User
from tests.membership.conftest import EMAIL, PHONE, code_in

EMAIL_FORM, EMAIL_CODE = "/en/account/email/", "/en/account/email/confirm/"
PHONE_FORM, PHONE_CODE = "/en/account/phone/change/", "/en/account/phone/verify/"
NEW_EMAIL, NEW_PHONE = "ana.new@example.org", "+12035550177"


def addresses():
    return sorted(EmailAddress.objects.values_list("user__name", "email", "verified", "primary"))


@pytest.fixture
def victim():
    return User.objects.create_user(email="victim@example.org", phone="+12035550100", name="Vera")


def test_a_login_has_one_address_its_e_mail(ana):
    EmailAddress.objects.create(user=ana, email="victim@example.org", verified=False)
    ana.save()
    assert addresses() == [("Ana", EMAIL, False, True)]
    ana.email = None
    ana.save()
    assert addresses() == []


def test_t3_an_added_address_lets_nobody_in_elsewhere(client, ana, log_in):
    """A member writes the victim's address; the victim's later log-in must not lead into the member's account."""
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": "victim@example.org", "action_add": ""})
    assert addresses() == [("Ana", EMAIL, False, True)]
    victim = User.objects.create_user(email="victim@example.org", name="Vera")
    other = Client()
    log_in("victim@example.org", client=other)
    assert other.session["_auth_user_id"] == str(victim.pk)


def test_t4_the_only_contact_cannot_be_removed(client, log_in):
    User.objects.create_user(email=EMAIL, name="Ana")
    log_in(EMAIL)
    response = client.post(EMAIL_FORM, {"email": EMAIL, "action_remove": ""})
    assert response.status_code == 200
    assert addresses() == [("Ana", EMAIL, True, True)]


def test_t5_an_unconfirmed_number_does_not_stop_a_log_in_by_e_mail(client, ana, log_in):
    log_in(EMAIL)
    assert client.get("/en/account/").status_code == 200


def test_t8_the_letter_about_an_account_leads_to_no_new_password(client, ana, victim, log_in, mailoutbox):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": "victim@example.org"})
    assert [letter.to for letter in mailoutbox] == [["victim@example.org"]]
    assert mailoutbox[0].subject == "You have a message from CWC"
    assert "password" not in mailoutbox[0].body
    assert "http" not in mailoutbox[0].body


def test_a_new_e_mail_counts_after_its_code(client, ana, log_in, mailoutbox, texts):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": "Ana.New@Example.org"})
    ana.refresh_from_db()
    assert (ana.email, mailoutbox[0].to, mailoutbox[0].subject) == (EMAIL, [NEW_EMAIL], "Your code")
    response = client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)})
    assert response.headers["Location"] == "/en/account/"
    assert addresses() == [("Ana", NEW_EMAIL, True, True)]
    assert [letter.to for letter in mailoutbox] == [[NEW_EMAIL], [EMAIL]]
    assert NEW_EMAIL not in mailoutbox[1].body


def test_an_unconfirmed_e_mail_is_confirmed_by_writing_it_again(client, ana, log_in, mailoutbox):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": EMAIL})
    client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)})
    assert addresses() == [("Ana", EMAIL, True, True)]
    assert len(mailoutbox) == 1
    again = client.post(EMAIL_FORM, {"email": EMAIL})
    assert again.context["form"].errors["email"] == ["You log in with this one already."]


def test_pages_do_not_tell_whether_an_e_mail_is_taken(client, ana, victim, log_in):
    log_in(PHONE)
    seen = []
    for email in ("victim@example.org", "nobody@example.org"):
        posted = client.post(EMAIL_FORM, {"email": email})
        page = client.get(EMAIL_CODE).content.decode().replace(email, "")
        wrong = client.post(EMAIL_CODE, {"code": "1"}).content.decode().replace(email, "")
        seen.append([posted.headers["Location"], *(re.sub(r'value="\w{64}"', "", text) for text in (page, wrong))])
    assert seen[0] == seen[1]


def test_three_wrong_codes_leave_the_e_mail_as_it_was(client, ana, log_in, mailoutbox):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": NEW_EMAIL})
    answers = [client.post(EMAIL_CODE, {"code": "1"}).status_code for _ in range(3)]
    client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)})
    assert answers == [200, 200, 302]
    assert addresses() == [("Ana", EMAIL, False, True)]


def test_an_e_mail_taken_meanwhile_is_refused_with_a_sentence(client, ana, log_in, mailoutbox):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": NEW_EMAIL})
    User.objects.create_user(email=NEW_EMAIL, name="Vera")
    response = client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)}, follow=True)
    assert "Somebody else logs in with this contact already." in response.content.decode()
    ana.refresh_from_db()
    assert ana.email == EMAIL


def test_the_code_of_one_person_is_no_use_to_the_next_on_the_same_phone(client, ana, victim, log_in, mailoutbox):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": NEW_EMAIL})
    session = dict(client.session)
    client.force_login(victim)
    changed = client.session
    changed["membership_change_email"] = session["membership_change_email"]
    changed.save()
    assert client.get(EMAIL_CODE).headers["Location"] == EMAIL_FORM


def test_a_new_number_counts_after_its_code(client, ana, log_in, texts, mailoutbox):
    log_in(PHONE)
    client.post(PHONE_FORM, {"phone": "203 555 0177"})
    ana.refresh_from_db()
    assert (ana.phone, texts[-1][0]) == (PHONE, NEW_PHONE)
    client.post(PHONE_CODE, {"code": code_in(texts[-1][1])})
    ana.refresh_from_db()
    assert (ana.phone, ana.phone_verified_at is not None) == (NEW_PHONE, True)
    assert texts[-1][0] == PHONE
    assert texts[-1][1].startswith(
        "CWC: How you log in has changed. Was it not you? Undo it: http://testserver/en/account/undo/"
    )
    assert "0177" not in texts[-1][1]


def test_a_code_for_the_old_number_does_not_write_it_back(client, ana, log_in, texts):
    stranger = Client()
    stranger.post("/en/account/login/", {"login": PHONE})
    pending = code_in(texts[-1][1])
    User.objects.filter(pk=ana.pk).update(phone=NEW_PHONE)
    stranger.post("/en/account/login/code/confirm/", {"code": pending})
    ana.refresh_from_db()
    assert ana.phone == NEW_PHONE


@pytest.mark.parametrize("active", [True, False])
def test_a_taken_number_is_told_only_to_who_reads_its_code(client, ana, victim, log_in, texts, active):
    User.objects.filter(pk=victim.pk).update(is_active=active)
    log_in(PHONE)
    response = client.post(PHONE_FORM, {"phone": victim.phone})
    assert (response.status_code, response.headers["Location"]) == (302, PHONE_CODE)
    response = client.post(PHONE_CODE, {"code": code_in(texts[-1][1])})
    assert response.context["form"].errors["code"] == [
        "Somebody else logs in with this contact already. Use another one, or call us."
    ]
    ana.refresh_from_db()
    assert ana.phone == PHONE


def test_tries_at_a_number_s_code_count_for_the_number(client, ana, log_in, settings):
    log_in(PHONE)
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_code_attempt": "1/h/key"}
    client.post(PHONE_FORM, {"phone": NEW_PHONE})
    assert [client.post(PHONE_CODE, {"code": "1"}).status_code for _ in range(2)] == [200, 429]
    assert client.get(PHONE_CODE).headers["Location"] == PHONE_FORM


def test_the_same_number_asked_for_twice_at_once_is_no_error(client, ana, victim, log_in):
    other = Client()
    log_in(PHONE)
    log_in(victim.phone, client=other)
    client.post(PHONE_FORM, {"phone": NEW_PHONE})
    response = other.post(PHONE_FORM, {"phone": NEW_PHONE})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["phone"]


def undo_path(text):
    return re.search(r"http://testserver(/en/account/undo/\S+)", text).group(1)


def test_an_undo_brings_the_contact_back_and_logs_everybody_out(client, ana, log_in, mailoutbox):
    """A thief with the open phone changes the e-mail and adds an app; the owner reads the notice at the old one."""
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": NEW_EMAIL})
    client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)})
    ana.authenticator_set.create(type="totp", data={"secret": "x"})
    owner = Client()
    path = undo_path(mailoutbox[1].body)
    assert owner.get(path).status_code == 200
    assert addresses() == [("Ana", NEW_EMAIL, True, True)]
    owner.post(path)
    assert addresses() == [("Ana", EMAIL, True, True)]
    assert ana.authenticator_set.count() == 0
    assert client.get("/en/account/").status_code == 302
    assert owner.get("/en/account/").status_code == 302


def test_an_undo_survives_a_second_change(client, ana, log_in, mailoutbox):
    log_in(PHONE)
    for email in (NEW_EMAIL, "third@example.org"):
        client.post(EMAIL_FORM, {"email": email})
        client.post(EMAIL_CODE, {"code": code_in(mailoutbox[-1].body)})
    Client().post(undo_path(mailoutbox[1].body))
    assert addresses() == [("Ana", EMAIL, True, True)]


def test_an_undo_ends_after_seven_days_and_cannot_be_forged(client, ana, log_in, mailoutbox):
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": NEW_EMAIL})
    client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)})
    path = undo_path(mailoutbox[1].body)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert Client().post(path).status_code == 404
    assert Client().post(path[:-3] + "xx/").status_code == 404
    assert addresses() == [("Ana", NEW_EMAIL, True, True)]


def test_an_added_e_mail_is_told_to_the_phone(client, log_in, mailoutbox, texts):
    User.objects.create_user(phone=PHONE, name="Ana")
    log_in(PHONE)
    client.post(EMAIL_FORM, {"email": NEW_EMAIL})
    client.post(EMAIL_CODE, {"code": code_in(mailoutbox[0].body)})
    assert texts[-1][0] == PHONE
    Client().post(undo_path(texts[-1][1]))
    assert User.objects.get().email is None


@pytest.mark.parametrize(
    "path", ["", "email/", "email/confirm/", "phone/change/", "phone/verify/", "sessions/", "2fa/"]
)
def test_account_pages_are_for_whoever_is_logged_in(client, path):
    response = client.get(f"/en/account/{path}")
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/en/account/login/")
