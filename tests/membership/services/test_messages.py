from datetime import timedelta

import pytest
from django.template import TemplateDoesNotExist
from django.utils import timezone

from membership.models import Message, Person, User
from membership.services.messages import CLAIM, give_up_claimed, queue_message, send_message, send_messages
from membership.timeline import timeline_of


def soon():
    return timezone.now() + timedelta(minutes=1)


@pytest.fixture
def ana(db):
    return Person.objects.create(given_name="Ana", language="es")


def queued(ana, key="welcome:1", **changes):
    values = {"key": key, "contact": ("email", "ana@example.org"), "language": "es", "person": ana}
    return queue_message("welcome", **values | changes)


def test_queue_message_twice_with_one_key_writes_one(ana):
    assert queued(ana).pk == queued(ana).pk
    assert Message.objects.count() == 1


def test_send_messages_speaks_the_persons_language_and_wipes_what_it_used(ana, mailoutbox):
    queued(ana, context={"code": "123456"})
    assert send_messages(soon()) == 1
    assert mailoutbox[0].subject == "Te damos la bienvenida, Ana"
    assert Message.objects.values_list("state", "context").get() == ("sent", {})


def test_send_messages_again_sends_nothing_more(ana, mailoutbox):
    queued(ana)
    assert [send_messages(soon()) for _ in range(3)] == [1, 0, 0]
    assert len(mailoutbox) == 1


def test_send_message_leaves_what_another_sender_claimed(ana, mailoutbox):
    row = queued(ana)
    Message.objects.update(state="sending")
    assert send_message(row.pk) is False
    assert mailoutbox == []


def test_send_messages_waits_for_its_time(ana, mailoutbox):
    queued(ana, not_before=soon() + timedelta(days=1))
    assert send_messages(soon()) == 0
    assert send_messages(soon() + timedelta(days=1)) == 1


def test_send_messages_goes_on_after_a_broken_mail_server(ana, settings, mailoutbox):
    queued(ana, key="first")
    settings.SMS_BACKEND = "tests.membership.services.test_messages.NoNetwork"
    queued(ana, key="second", contact=("phone", "+12035550142"))
    assert send_messages(soon()) == 1
    assert dict(Message.objects.values_list("key", "state")) == {"first": "sent", "second": "failed"}


class NoNetwork:
    def send(self, phone, body):
        raise ConnectionError


@pytest.fixture
def _silent_mail_server(settings):
    """Nobody listens at port 9."""
    options = {"host": "127.0.0.1", "port": 9}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


@pytest.mark.usefixtures("_silent_mail_server")
def test_a_mail_server_that_does_not_listen_is_asked_again_soon(ana, settings, mailoutbox):
    row = queued(ana)
    assert send_messages(soon()) == 0
    row.refresh_from_db()
    assert row.state == "waiting"
    assert timedelta(minutes=1) < row.not_before - timezone.now() <= timedelta(minutes=2)


@pytest.mark.usefixtures("_silent_mail_server")
def test_but_for_a_day_only(ana):
    row = queued(ana)
    Message.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert send_messages(soon()) == 0
    row.refresh_from_db()
    assert row.state == "failed"


class Killed(BaseException):
    """A process that is killed tidies nothing up."""


def killed_in(monkeypatch, target, die, row):
    """Sends `row`, with `die` in place of `target`."""
    with monkeypatch.context() as patch:
        patch.setattr(target, die)
        with pytest.raises(Killed):
            send_message(row.pk)


@pytest.mark.parametrize(("where", "state"), [("way_out", "waiting"), ("change_state", "waiting")])
def test_killed_before_the_claim_it_waits_on(ana, monkeypatch, mailoutbox, where, state):
    def die(*args, **kwargs):
        raise Killed

    row = queued(ana)
    killed_in(monkeypatch, f"membership.services.messages.{where}", die, row)
    assert Message.objects.get().state == state
    assert (send_message(row.pk), len(mailoutbox)) == (True, 1)


def test_killed_after_the_claim_it_is_not_sent_twice(ana, monkeypatch, mailoutbox):
    def die(self, letters):
        mailoutbox.extend(letters)
        raise Killed

    row = queued(ana)
    killed_in(monkeypatch, "django.core.mail.backends.locmem.EmailBackend.send_messages", die, row)
    assert Message.objects.get().state == "sending"
    assert (send_message(row.pk), len(mailoutbox)) == (False, 1)


def test_where_sending_is_writing_it_is_one_with_the_claim(ana, settings, monkeypatch):
    """The demonstration's outbox is a table: killed in between, neither is there, and the next time both are."""
    from portal.demo import outbox
    from portal.models import DemoMessage

    def die(*args):
        true_keep(*args)
        raise Killed

    settings.MAILERS = {"default": {"BACKEND": "portal.demo.outbox.EmailBackend"}}
    true_keep, row = outbox.keep, queued(ana)
    killed_in(monkeypatch, "portal.demo.outbox.keep", die, row)
    assert (Message.objects.get().state, DemoMessage.objects.count()) == ("waiting", 0)
    assert send_message(row.pk)
    assert (Message.objects.get().state, DemoMessage.objects.count()) == ("sent", 1)


def test_what_cannot_be_written_fails_and_stops_nobody_else(ana, mailoutbox):
    queued(ana, key="broken")
    Message.objects.update(purpose="nothing-of-that-name")
    queued(ana, key="second")
    with pytest.raises(TemplateDoesNotExist):
        send_messages(soon())
    assert send_messages(soon()) == 1
    assert dict(Message.objects.values_list("key", "state")) == {"broken": "failed", "second": "sent"}


def claimed(ana, age):
    row = queued(ana, context={"code": "123456"})
    Message.objects.filter(pk=row.pk).update(state="sending", claimed_at=timezone.now() - age)
    return row


def state():
    return Message.objects.values_list("state", "trouble", "context", "claimed_at").get()


def test_a_message_whose_sender_died_is_given_up_and_never_sent_twice(ana, mailoutbox):
    claimed(ana, CLAIM)
    give_up_claimed(timezone.now())
    assert state() == ("failed", "unknown", {}, None)
    assert (send_messages(soon()), mailoutbox) == (0, [])


def test_a_message_that_somebody_is_sending_is_left_to_them(ana):
    row = claimed(ana, CLAIM - timedelta(minutes=1))
    give_up_claimed(timezone.now())
    row.refresh_from_db()
    assert (row.state, row.context) == ("sending", {"code": "123456"})


def test_a_claim_from_before_claims_had_a_time_is_given_up(ana):
    queued(ana)
    Message.objects.update(state="sending")
    give_up_claimed(timezone.now())
    assert state() == ("failed", "unknown", {}, None)


def test_a_sender_that_wakes_up_late_says_what_it_knows(ana, monkeypatch, mailoutbox):
    """It was given up meanwhile: the row stays as staff saw it."""
    row = queued(ana)
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages",
        lambda *args: give_up_claimed(timezone.now() + CLAIM),
    )
    send_message(row.pk)
    assert state()[:2] == ("failed", "unknown")


def test_staff_read_on_the_persons_page_that_a_message_did_not_go_out(ana):
    claimed(ana, CLAIM)
    give_up_claimed(timezone.now())
    staff = User.objects.create_superuser(email="chief@example.org")
    texts = [line.text for line in timeline_of(ana, staff).lines]
    assert "A message was not sent (e-mail). It was cut off: we do not know whether it went out." in texts
