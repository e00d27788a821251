from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from membership.keeping import declarations, forget_expired
from membership.models import ContactProof, Message, Person, User

OURS = {"membership", "campaigns", "resources", "assistance"}
# What holds nothing about a person: settings and words of the center.
WITHOUT_PEOPLE = {
    "DuesRate",
    "DuesRateText",
    "DuesSettings",
    "Topic",
    "TopicText",
    "Resource",
    "ResourceIndexPage",
    "ResourcePage",
}
WITHOUT_PEOPLE |= {
    "Event",
    "EventText",
    "Campaign",
    "Petition",
    "PetitionText",
    "Grant",
    "CampaignIndexPage",
    "CampaignPage",
    "PetitionPage",
}
WITHOUT_PEOPLE |= {"LeadershipTrack", "LeadershipTrackText", "TrackStage", "TrackStageText"}
WITHOUT_PEOPLE |= {"TrackStep", "TrackStepText"}


def models_of_people():
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [model for model in models if model.__name__ not in WITHOUT_PEOPLE and not model._meta.auto_created]


@pytest.mark.parametrize("model", models_of_people(), ids=lambda model: model.__name__)
def test_every_field_is_declared_as_personal_or_not(model):
    keeping = model.keeping
    declared = set(keeping.personal) | set(keeping.impersonal)
    assert declared == {field.name for field in model._meta.fields}
    assert not set(keeping.personal) & set(keeping.impersonal)


def test_declarations_have_sentences_for_the_reader():
    for keeping in declarations().values():
        assert str(keeping.why).endswith(".")
        assert str(keeping.until).endswith(".")


def message(key, age):
    now = timezone.now()
    row = Message.objects.create(
        key=key, purpose="welcome", channel="email", address="ana@example.org", language="es", not_before=now
    )
    Message.objects.filter(pk=row.pk).update(created_at=now - age)


def test_forget_expired_drops_messages_after_thirty_days(db):
    message("old", timedelta(days=30, minutes=1))
    message("young", timedelta(days=29))
    assert forget_expired(timezone.now())["membership.Message"] == 1
    assert list(Message.objects.values_list("key", flat=True)) == ["young"]


def test_forget_expired_drops_codes_after_a_day(db):
    now = timezone.now()
    for name, age in (("old", timedelta(hours=25)), ("young", timedelta(hours=23))):
        ContactProof.objects.create(subject=name, kind="phone", value="+12035550142", code_hash="x", made_at=now - age)
    forget_expired(now)
    assert list(ContactProof.objects.values_list("subject", flat=True)) == ["young"]


def test_forget_expired_drops_only_logins_that_nobody_ever_used(db):
    long_ago = timezone.now() - timedelta(days=2)
    users = User.objects
    kept = [
        users.create_user(email="used@example.org", last_login=long_ago),
        users.create_user(email="staff@example.org", is_staff=True),
        users.create_user(email="member@example.org"),
        users.create_user(email="fresh@example.org"),
    ]
    Person.objects.create(given_name="Ana", user=kept[2])
    users.create_user(email="unused@example.org")
    users.exclude(email="fresh@example.org").update(date_joined=long_ago)
    call_command("forget_expired", verbosity=0)
    assert set(users.values_list("email", flat=True)) == {user.email for user in kept}
