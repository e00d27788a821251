import re

import pytest
from django.test import Client

from campaigns.models import Petition, Signature
from campaigns.services.signing import confirm_signature, start_signature
from campaigns.tokens import own_token
from membership.models import Consent, Message, Person
from tests.campaigns.conftest import NAME, PHONE, wrong

SIGN = "/en/petitions/hire-sheet/sign/"
TYPED = {"given_name": "Ana", "family_name": "Pérez", "contact": "203 555 0188"}
HERE = {"Origin": "http://testserver"}
LONG = "<b>" + "x" * 10_000


@pytest.fixture
def browser(site):
    """A visitor's browser: it checks tokens, keeps cookies and says where a form stood."""
    return Client(enforce_csrf_checks=True, headers=HERE)


@pytest.fixture
def hire_sheet(site):
    return Petition.objects.get(slug="hire-sheet")


@pytest.fixture
def member_browser(site, member):
    client = Client(enforce_csrf_checks=True, headers=HERE)
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    return client


def new_signatures():
    return Signature.objects.exclude(source="demonstration")


def messages():
    """What was written to the visitor; the demonstration's people have messages of their own."""
    return Message.objects.filter(address=PHONE[1]).order_by("pk")


def count():
    return Petition.objects.get(slug="hire-sheet").signature_count


def token_in(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)


def code_page(client, **typed):
    """Signs and goes on, as a browser does: the address of the page that asks for the code."""
    url = client.post(SIGN, TYPED | typed).url
    assert client.get(url).status_code == 200
    return url


def post_with_token(client, path, **typed):
    return client.post(path, typed | {"csrfmiddlewaretoken": token_in(client.get(path).content.decode())})


def test_sign_leads_through_the_code_to_thanks_without_a_session(browser, last_code):
    before = count()
    code_url = code_page(browser)
    assert count() == before
    appear_page = post_with_token(browser, code_url, code=last_code()).url
    assert count() == before + 1
    typed = {"display": "first_town", "town": "Danbury", "zip_code": "06810", "comment": "Never again.", "news": "on"}
    thanks_page = post_with_token(browser, appear_page, **typed).url
    assert "There are 1,285 of us now." in browser.get(thanks_page).content.decode()
    signature = new_signatures().get()
    person = signature.person
    assert (signature.shown_name, signature.comment_state) == ("Ana, Danbury", "pending")
    assert (person.name, person.zip_code, person.language) == ("Ana Pérez", "06810", "en")
    assert list(Consent.objects.values_list("person", "channel", "how")) == [(person.pk, "phone", "petition")]
    assert set(browser.cookies) == {"csrftoken"}


def test_nothing_is_shown_or_agreed_to_unless_asked_for(browser, last_code):
    appear_page = post_with_token(browser, code_page(browser), code=last_code()).url
    page = browser.get(appear_page).content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["hidden"]
    assert 'name="news"' in page
    post_with_token(browser, appear_page, display="hidden")
    assert (new_signatures().get().shown_name, Consent.objects.count()) == ("", 0)


def test_the_address_of_a_step_holds_no_contact(browser):
    url = browser.post(SIGN, TYPED).url
    assert "0188" not in url
    assert "…88" in browser.get(url).content.decode()


def test_a_new_and_a_repeated_signature_get_the_same_answer(browser, hire_sheet, last_code):
    confirm_signature(start_signature(hire_sheet, name=NAME, contact=PHONE, language="en"), last_code())
    repeated, new = (
        Client(headers=HERE).post(SIGN, TYPED | {"given_name": name}, follow=True) for name in ("Ana", "Eva")
    )
    pages = [re.sub(r'value="[^"]*"|/code/[^/]+/', "", answer.content.decode()) for answer in (repeated, new)]
    assert pages[0] == pages[1]
    purposes = list(messages().values_list("purpose", flat=True))
    assert purposes == ["code", "signed_before", "code"]


@pytest.mark.parametrize("name", TYPED)
def test_html_and_ten_thousand_letters_get_a_sentence_and_stay(browser, name):
    answer = browser.post(SIGN, TYPED | {name: LONG})
    page = answer.content.decode()
    assert answer.context["form"].errors.keys() == {name}
    assert "&lt;b&gt;xxx" in page
    assert "<b>xxx" not in page
    assert (new_signatures().count(), messages().count()) == (0, 0)


@pytest.mark.parametrize("name", ["town", "zip_code", "comment", "display"])
def test_ten_thousand_letters_afterwards_get_a_sentence_and_stay(browser, hire_sheet, last_code, name):
    signature = confirm_signature(start_signature(hire_sheet, name=NAME, contact=PHONE, language="en"), last_code())
    path = f"/en/petitions/hire-sheet/sign/name/{own_token(signature)}/"
    answer = post_with_token(browser, path, **({"display": "full", "comment": "Because."} | {name: LONG}))
    assert answer.context["form"].errors.keys() == {name}
    assert list(new_signatures().values_list("display", "comment")) == [("hidden", "")]
    assert Person.objects.get(given_name="Ana", family_name="Pérez").town == ""


@pytest.mark.parametrize("typed", [LONG, "", "12 34", "\x00"], ids=["long", "empty", "short", "null"])
def test_any_code_that_is_no_code_gets_a_sentence(browser, typed):
    before = count()
    answer = post_with_token(browser, browser.post(SIGN, TYPED).url, code=typed)
    assert answer.context["form"].errors.keys() == {"code"}
    assert count() == before


def test_the_fourth_code_is_refused_even_if_it_is_right(browser, last_code):
    before, path = count(), code_page(browser)
    code = last_code()
    answers = [post_with_token(browser, path, code=typed) for typed in (*[wrong(code)] * 3, code)]
    assert "ask for another" in answers[2].content.decode()
    assert "That was too many tries" in answers[3].content.decode()
    assert count() == before


def test_two_tabs_with_one_code_count_once(browser, last_code):
    before, path = count(), code_page(browser)
    code = last_code()
    answers = [post_with_token(browser, path, code=code) for _ in range(2)]
    assert [answer.url.split("/")[5] for answer in answers] == ["name", "name"]
    assert count() == before + 1


def test_a_closed_petition_says_so_and_changes_nothing(browser, hire_sheet):
    hire_sheet.campaign.is_open = False
    hire_sheet.campaign.save()
    answer = browser.post(SIGN, TYPED)
    assert "It takes no more signatures. Nothing was changed." in answer.content.decode()
    assert (new_signatures().count(), messages().count()) == (0, 0)


@pytest.mark.parametrize("step", ["code", "name", "thanks"])
@pytest.mark.parametrize("token", ["forged", "x:y:z"])
def test_a_forged_step_leads_to_the_start(browser, step, token):
    answer = browser.get(f"/en/petitions/hire-sheet/sign/{step}/{token}/", follow=True)
    assert answer.redirect_chain == [(f"{SIGN}?late", 302)]
    assert "This has run out. Start again." in answer.content.decode()


def test_a_token_of_another_petition_opens_nothing(browser, hire_sheet, last_code):
    signature = confirm_signature(start_signature(hire_sheet, name=NAME, contact=PHONE, language="en"), last_code())
    answer = browser.get(f"/en/petitions/wage-claims-faster/sign/name/{own_token(signature)}/")
    assert answer.url == "/en/petitions/wage-claims-faster/sign/?late"


def test_withdraw_takes_the_signature_back(browser, hire_sheet, last_code):
    before = count()
    signature = confirm_signature(start_signature(hire_sheet, name=NAME, contact=PHONE, language="en"), last_code())
    token = own_token(signature)
    csrf = token_in(browser.get(f"/en/petitions/hire-sheet/sign/name/{token}/").content.decode())
    path = f"/en/petitions/hire-sheet/sign/withdraw/{token}/"
    answer = browser.post(path, {"csrfmiddlewaretoken": csrf}, follow=True)
    assert "You took your signature back" in answer.content.decode()
    assert (new_signatures().get().state, count()) == ("withdrawn", before)


def test_a_member_signs_with_one_tap(member_browser, member):
    before = count()
    page = member_browser.get("/en/campaigns/put-it-in-writing/hire-sheet/").content.decode()
    assert "You sign as Joana Silva." in page
    assert 'name="contact"' not in page
    answers = [member_browser.post(SIGN, {"csrfmiddlewaretoken": token_in(page)}) for _ in range(2)]
    assert ["/sign/name/" in answer.url for answer in answers] == [True, True]
    assert (list(new_signatures().values_list("person", "state")), count()) == ([(member.pk, "confirmed")], before + 1)


def test_a_code_alone_neither_shows_nor_changes_how_a_member_appears(browser, member, last_code):
    Person.objects.filter(pk=member.pk).update(town="Norwich", zip_code="06360")
    typed = {"given_name": "Joana", "family_name": "Silva", "contact": "203 555 0199"}
    path = post_with_token(browser, code_page(browser, **typed), code=last_code()).url
    page = browser.get(path).content.decode()
    assert ("Norwich" in page, "06360" in page) == (False, False)
    post_with_token(browser, path, display="full", town="Elsewhere", zip_code="00000")
    member.refresh_from_db()
    assert (member.town, member.zip_code) == ("Norwich", "06360")
    assert list(new_signatures().values_list("person", "state", "display")) == [(member.pk, "confirmed", "hidden")]


def test_a_member_sees_and_changes_where_they_live(member_browser, member):
    Person.objects.filter(pk=member.pk).update(town="Norwich")
    page = member_browser.get(SIGN).content.decode()
    path = member_browser.post(SIGN, {"csrfmiddlewaretoken": token_in(page)}).url
    assert "Joana, Norwich" in member_browser.get(path).content.decode()
    post_with_token(member_browser, path, display="hidden", town="Danbury")
    member.refresh_from_db()
    assert member.town == "Danbury"


# Forms on cached pages -----------------------------------------------------------------------------------------------
def test_a_page_for_visitors_holds_no_token_and_sets_no_cookie(site):
    client = Client()
    answer = client.get("/en/campaigns/put-it-in-writing/hire-sheet/")
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert 'action="/en/petitions/hire-sheet/sign/"' in answer.content.decode()
    assert not client.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    ],
    ids=["neither", "another origin", "null", "cross-site", "same-site"],
)
def test_a_post_from_elsewhere_gets_the_form_with_a_token_and_what_was_typed(site, last_code, headers):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(SIGN, TYPED, headers=headers)
    page = answer.content.decode()
    assert new_signatures().count() == 0
    assert ('value="Pérez"' in page, 'value="203 555 0188"' in page, "One more tap" in page) == (True, True, True)
    again = client.post(SIGN, TYPED | {"csrfmiddlewaretoken": token_in(page)}, follow=True)
    assert ("/sign/code/" in again.request["PATH_INFO"], new_signatures().count()) == (True, 1)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, HERE], ids=["fetch metadata", "origin"])
def test_a_post_from_our_page_needs_no_token(site, headers):
    assert "/sign/code/" in Client(enforce_csrf_checks=True).post(SIGN, TYPED, headers=headers).url


def test_somebody_logged_in_needs_the_token(member_browser):
    answer = member_browser.post(SIGN, {})
    assert "One more tap" in answer.content.decode()
    assert new_signatures().count() == 0


def test_one_contact_gets_only_so_many_codes(browser):
    for number in range(3):
        code_page(browser, given_name=f"Name {number}")
    answer = browser.post(SIGN, TYPED | {"given_name": "Name 3"})
    assert answer.status_code == 200
    assert "That was too many tries." in answer.content.decode()
    assert messages().count() == 3
