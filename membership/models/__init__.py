from membership.models.consent import Consent
from membership.models.contact import ContactPoint
from membership.models.dues import DuesRate, DuesRateText, Payment, ReceiptCounter
from membership.models.message import Message
from membership.models.participation import Participation
from membership.models.person import Person
from membership.models.proof import ContactProof
from membership.models.track import (
    Enrollment,
    LeadershipTrack,
    LeadershipTrackText,
    TrackStage,
    TrackStageText,
    TrackStep,
    TrackStepText,
)
from membership.models.user import E164, User

__all__ = [
    "E164",
    "Consent",
    "ContactPoint",
    "ContactProof",
    "DuesRate",
    "DuesRateText",
    "Enrollment",
    "LeadershipTrack",
    "LeadershipTrackText",
    "Message",
    "Participation",
    "Payment",
    "Person",
    "ReceiptCounter",
    "TrackStage",
    "TrackStageText",
    "TrackStep",
    "TrackStepText",
    "User",
]
