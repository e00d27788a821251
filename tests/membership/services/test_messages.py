from datetime import timedelta

import pytest
from django.utils import timezone

from membership.models import Message, Person
from membership.services.messages import queue_message, send_message, send_messages


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
