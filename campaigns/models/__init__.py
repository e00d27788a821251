from campaigns.models.event import Event, EventText
from campaigns.models.incoming import IncomingSignature
from campaigns.models.pages import CampaignIndexPage, CampaignPage, PetitionPage
from campaigns.models.records import Campaign, Grant, Petition
from campaigns.models.rsvp import Attendance, Rsvp
from campaigns.models.signature import Signature

__all__ = [
    "Attendance",
    "Campaign",
    "CampaignIndexPage",
    "CampaignPage",
    "Event",
    "EventText",
    "Grant",
    "IncomingSignature",
    "Petition",
    "PetitionPage",
    "Rsvp",
    "Signature",
]
