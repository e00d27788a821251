import re

import pytest
from django.conf import settings as django_settings
from django.utils import timezone, translation

from campaigns.models import Attendance, Rsvp
from membership.models import Person
from membership.services.erasing import erase_person
from membership.services.people import create_person
from membership.services.standing import standing_of
from portal.demo.guests import leave_one_to_mark
from portal.demo.outbox import EmailBackend, keep
from portal.demo.people import LOGIN
from portal.demo.roles import ROLES
from portal.models import DemoMessage
from tests.demo import logged_in

TILL = [
    "",
    "v1/customers",
    "pay/cs_1/",
    "pay/cs_1/confirm/",
    "portal/bps_1/",
    "do/renew/sub_1/",
    "refund/ch_1/",
    "payout/",
]
TILL = [f"/demo/till/{path}" for path in TILL]


@pytest.mark.parametrize("role", [role for role in ROLES.values() if role.email], ids=lambda role: role.key)
def test_one_tap_makes_you_somebody(site, client, role):
    response = client.post(f"/demo/as/{role.key}/", HTTP_ACCEPT_LANGUAGE="en")
    assert client.get(response.url, follow=True).wsgi_request.user.email == role.email


def test_the_tour_begins_with_one_story_in_five_steps(site, client):
    story = client.get("/demo/", HTTP_ACCEPT_LANGUAGE="es").content.decode().split("</ol>")[0]
    titles = ["Firma una petición", "Hazte miembro", "Paga en efectivo", "Participa", "Da el siguiente paso"]
    assert re.findall("<h3>(.*?)</h3>", story) == titles
    assert "marca que Marisol vino" in story


def test_the_last_step_of_the_story_can_be_taken(site, client):
    """Marisol said that she comes to the workshop that has been; one tap of the organizer moves her on her path."""
    person = Person.objects.get(user__email=LOGIN)
    waiting = Rsvp.objects.coming().get(person=person, event__ends_at__lt=timezone.now())
    assert Attendance.objects.filter(person=person).count() == 0
    member, organizer = logged_in(LOGIN), logged_in("organizer@example.org")
    before = member.get("/en/member/tracks/").content.decode()
    organizer.post(f"/admin/guests/{waiting.event_id}/{person.handle}/came/")
    after = member.get("/en/member/tracks/").content.decode()
    assert [page.count('<span class="meta">1 of 2</span>') for page in (before, after)] == [0, 1]


def test_loading_the_demonstration_again_puts_her_on_the_list_once(site):
    leave_one_to_mark(LOGIN)
    assert Rsvp.objects.filter(person__user__email=LOGIN).count() == 1


def test_becoming_a_visitor_logs_out(site, client):
    client.post("/demo/as/editor/")
    client.post("/demo/as/visitor/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/demo/", "/demo/outbox/", "/demo/as/administrator/", *TILL])
def test_nothing_of_it_exists_outside_demo_mode(site, client, settings, path):
    settings.DEMO = False
    answers = {client.get(path).status_code, client.post(path).status_code}
    assert answers <= {404, 405}
    assert "_auth_user_id" not in client.session


def test_a_link_cannot_make_you_somebody(site, client):
    assert client.get("/demo/as/administrator/").status_code == 405


def test_the_outbox_shows_what_was_sent(site, client):
    from django.core.mail import EmailMessage

    EmailBackend().send_messages([EmailMessage("Your code", "123456 <b>is</b> your code.", to=["ana@example.org"])])
    page = client.get("/demo/outbox/").content.decode()
    assert "123456 &lt;b&gt;is&lt;/b&gt; your code." in page
    assert DemoMessage.objects.count() >= 1


def test_erasing_a_person_empties_the_outbox_of_their_messages(site):
    person = create_person("Ana", language="es", contact=("email", "ana@example.org"))
    for address in ("ana@example.org", "rosa@example.org"):
        DemoMessage.objects.create(channel="email", address=address, subject="Hello", body="Good day")
    erase_person(person)
    assert set(DemoMessage.objects.values_list("address", flat=True)) & {"ana@example.org", "rosa@example.org"} == {
        "rosa@example.org"
    }


def test_letters_of_the_outbox_are_marked_with_their_language(site, client):
    DemoMessage.objects.all().delete()
    with translation.override("pt-br"):
        keep("email", "ana@example.org", "Seu código", "123456")
        keep("phone", "+12035550188", "", "Seu código: 123456")
    page = client.get("/demo/outbox/", HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert page.count('<div class="letter-body" lang="pt-BR">') == 2
    assert '<h2><span lang="pt-BR">Seu código</span></h2>' in page
    assert "<h2>Mensaje de texto</h2>" in page


def test_demo_people_stand_in_every_way(site):
    states = {standing_of(person).state for person in Person.objects.members()}
    assert states == {"good", "grace", "lapsed", "applied", "paused", "resigned"}
    assert Person.objects.members().count() == 30
    assert {person.language for person in Person.objects.members()} == set(django_settings.CENTER.languages)
