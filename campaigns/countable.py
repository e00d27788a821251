"""Signing and coming to events count on paths to leadership: what there is, and where one does it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.enums import EventKind
from campaigns.models import CampaignIndexPage, Petition, PetitionPage
from campaigns.services.signing import petition_subject
from home.faces import address_in_readers_language, addresses_of_records
from membership.countable import ANY, Countable, register
from membership.enums import ParticipationKind


def petitions():
    return [(petition_subject(petition.pk), petition.name) for petition in Petition.objects.all()]


def addresses(narrowings):
    """The page of each petition that is asked for, the list of campaigns for any."""
    wanted = {subject for _tag, subject in narrowings if subject}
    found = pages_of(wanted) if wanted else {}
    return found | {ANY: address_in_readers_language(CampaignIndexPage.objects)} if ANY in narrowings else found


def pages_of(subjects):
    petitions = [petition.pk for petition in Petition.objects.only("pk") if petition_subject(petition.pk) in subjects]
    faces = PetitionPage.objects.live().public().filter(petition__in=petitions).defer_streamfields()
    found = addresses_of_records(faces, "petition_id")
    return {("", petition_subject(pk)): found.get(pk, "") for pk in petitions}


def event_addresses(narrowings):
    """The list of events, whatever kind is asked for."""
    return dict.fromkeys(narrowings, reverse("events"))


register(
    ParticipationKind.ATTENDED,
    Countable(
        any_label=_("Any event"),
        button=_("See the events"),
        tags=lambda: EventKind.choices,
        addresses=event_addresses,
    ),
)
register(
    ParticipationKind.SIGNED,
    Countable(any_label=_("Any petition"), button=_("See the petitions"), subjects=petitions, addresses=addresses),
)
