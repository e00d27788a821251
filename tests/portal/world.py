"""The demonstration's site with Zoraida in it, who has one of everything; and everybody who may come by."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from campaigns.models import Event, Grant, IncomingSignature, Petition, Rsvp, Signature
from campaigns.services.attendance import mark_came
from campaigns.services.incoming import write_down
from campaigns.services.rsvps import rsvp_as_member
from campaigns.services.signing import sign_as_member
from campaigns.tokens import code_token, own_token
from home.models import Alert, LawReview, PortalDocument
from membership.card import card_token
from membership.enums import ParticipationKind
from membership.models import DuesRate, LeadershipTrack, Payment, Person, StripeEvent, TrackStage, TrackStep, User
from membership.notices import make_undo_token
from membership.services.ledger import Taken, record_payment
from membership.services.people import create_person
from membership.services.tracks import sign_off, start_track
from resources.models import Resource, Topic
from tests.campaigns.conftest import make_event
from tests.demo import logged_in

EMAIL, PHONE = "zoraida@example.org", "+12035550166"
STAFF = ("editor", "organizer", "treasurer", "collector", "administrator")
VISITORS = ("nobody", "stranger", "owner", *STAFF)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class World:
    """What addresses are made of; `person` is Zoraida, and what is not named otherwise is hers."""

    person: Person
    twin: Person
    event: Event
    rsvp: Rsvp
    petition: Petition
    signature: Signature
    typed: IncomingSignature
    payment: Payment
    track: LeadershipTrack
    step: TrackStep
    guide: Resource
    page: Page
    root: str = ""
    one: int = 1
    role: str = "visitor"
    language: str = "es"
    file_name: str = "sheet.pdf"

    @property
    def code_of_signature(self):
        return code_token(self.typed, ("phone", PHONE))

    @property
    def code_of_rsvp(self):
        return code_token(self.rsvp, ("phone", PHONE))

    @property
    def own_signature(self):
        return own_token(self.signature)

    @property
    def own_seat(self):
        return own_token(self.rsvp)

    @property
    def undo(self):
        return make_undo_token(self.person.user, field="email", old=EMAIL)

    @property
    def card(self):
        return card_token(self.person)

    @property
    def alert(self):
        return Alert.objects.first()

    @property
    def check(self):
        return LawReview.objects.first()

    @property
    def batch(self):
        return self.payment.batch

    @property
    def rate(self):
        return DuesRate.objects.first()

    @property
    def card_event(self):
        return StripeEvent.objects.first()

    @property
    def stage(self):
        return TrackStage.objects.filter(track=self.track).first()

    @property
    def topic(self):
        return Topic.objects.first()

    @property
    def campaign(self):
        return self.petition.campaign

    @property
    def grant(self):
        return Grant.objects.first()

    @property
    def marks(self):
        """What only some may read of her, as pages print it."""
        return {
            "name": "Quispe",
            "number": "555-0166",
            "e-mail": EMAIL,
            "amount": "$12.34",
            "receipt": self.payment.receipt,
            "address": "12 Secret Street",
        }


def make_person():
    user = User.objects.create_user(email=EMAIL)
    person = create_person("Zoraida", family_name="Quispe", language="es", contact=("phone", PHONE), user=user)
    Person.objects.filter(pk=person.pk).update(joined_on=timezone.localdate())
    person.refresh_from_db()
    return person


def pay(person):
    cash = Taken(amount=1234, months=1, received_on=timezone.localdate(), key="walk")
    return record_payment(person, taken=cash, recorded_by=staff_login("treasurer"))


def come(person):
    """She comes to an event whose address only guests read, and has been marked as somebody who came."""
    event = make_event(slug="walk", capacity=3, address="12 Secret Street", needs=["childcare"])
    return rsvp_as_member(event, person, language="es")


def walk(person):
    """She is on a path, with one step that staff confirmed."""
    step = TrackStep.objects.filter(kind=ParticipationKind.SIGNED_OFF).select_related("stage__track").first()
    start_track(person, step.stage.track)
    sign_off(person, step, recorded_by=staff_login("organizer"))
    return step


def guide_for_members():
    guide = Resource.objects.get(name="Overtime after 40 hours a week")
    guide.file = PortalDocument.objects.create(title="Sheet", file=ContentFile(b"%PDF-1.4 sheet", name="sheet.pdf"))
    guide.members_only = True
    guide.save()
    return guide


def staff_login(role):
    return get_user_model().objects.get(email=f"{role}@example.org")


def typed_to_sign(signature):
    """What was typed to sign, long since taken in: it became `signature`."""
    typed = write_down(signature.petition_id, name=("Zoraida", "Quispe"), contact=("phone", PHONE), language="es")
    typed.signature = signature
    typed.save()
    return typed


def make_world():
    person, petition = make_person(), Petition.objects.get(slug="hire-sheet")
    rsvp, step = come(person), walk(person)
    Grant.objects.create(name="Kitchens", funder="A fund")
    StripeEvent.objects.create(event_id="evt_1", type="coupon.created", state="ignored")
    mark_came(make_event(slug="been", days=-1), person, marked_by=staff_login("organizer"))
    signature = sign_as_member(petition, person, language="es")
    return World(
        person=person,
        twin=create_person("Zoraida", family_name="Quispe Luna", language="es"),
        event=rsvp.event,
        rsvp=rsvp,
        petition=petition,
        signature=signature,
        typed=typed_to_sign(signature),
        payment=pay(person),
        track=step.stage.track,
        step=step,
        guide=guide_for_members(),
        page=Page.objects.filter(depth=2).first(),
    )


def browser_of(visitor, world):
    """The browser of one of VISITORS; the stranger is another member, who is on the same path."""
    if visitor == "nobody":
        return Client()
    if visitor == "owner":
        client = Client()
        client.force_login(world.person.user, BACKEND)
        return client
    return logged_in("member@example.org" if visitor == "stranger" else f"{visitor}@example.org")
