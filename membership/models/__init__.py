from membership.models.batch import CashBatch
from membership.models.billing import Checkout, Payout, StripeCustomer, StripeEvent, StripeTrace, Subscription
from membership.models.breaks import Pause, Resignation, WaiverReason
from membership.models.consent import Consent
from membership.models.contact import ContactPoint
from membership.models.ledger import ClosedMonth, Payment, ReceiptCounter
from membership.models.message import Message
from membership.models.name_word import NameWord
from membership.models.participation import Participation
from membership.models.person import Person
from membership.models.proof import ContactProof
from membership.models.rate import DuesRate, DuesRateText, DuesSettings
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
    "CashBatch",
    "Checkout",
    "ClosedMonth",
    "Consent",
    "ContactPoint",
    "ContactProof",
    "DuesRate",
    "DuesRateText",
    "DuesSettings",
    "Enrollment",
    "LeadershipTrack",
    "LeadershipTrackText",
    "Message",
    "NameWord",
    "Participation",
    "Pause",
    "Payment",
    "Payout",
    "Person",
    "ReceiptCounter",
    "Resignation",
    "StripeCustomer",
    "StripeEvent",
    "StripeTrace",
    "Subscription",
    "TrackStage",
    "TrackStageText",
    "TrackStep",
    "TrackStepText",
    "User",
    "WaiverReason",
]
