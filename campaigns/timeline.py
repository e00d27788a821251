"""Who signed what and who came where is for campaign staff only, also on the page of a person."""

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.enums import RsvpState, SignatureState
from campaigns.models import Attendance, Rsvp, Signature
from membership.enums import ParticipationKind
from membership.timeline import LONGEST, Line, register_lines

SENTENCES = {
    SignatureState.UNCONFIRMED: lambda: _("Began to sign “{petition}”, not confirmed."),
    SignatureState.CONFIRMED: lambda: _("Signed “{petition}”."),
    SignatureState.WITHDRAWN: lambda: _("Took back the signature under “{petition}”."),
}

ANSWERS = {
    RsvpState.UNCONFIRMED: lambda: _("Asked for a seat at “{event}”, not confirmed."),
    RsvpState.COMING: lambda: _("Said they’re coming to “{event}”."),
    RsvpState.CANCELED: lambda: _("Said they cannot come to “{event}”."),
}


@register_lines(permission="campaigns.view_signature", tells=[ParticipationKind.SIGNED])
def signatures(person):
    rows = Signature.objects.filter(person=person).select_related("petition").order_by("-created_at")
    for row in rows[: LONGEST + 1]:
        text = SENTENCES[row.state]().format(petition=row.petition.name)
        when = row.withdrawn_at or row.confirmed_at or row.created_at
        yield Line(when, text, reverse("signatures:edit", args=[row.pk]))


@register_lines(permission="campaigns.view_rsvp", tells=[ParticipationKind.ATTENDED])
def seats(person):
    rows = Rsvp.objects.filter(person=person).select_related("event").prefetch_related("event__texts")
    for row in rows.order_by("-created_at")[: LONGEST + 1]:
        text = ANSWERS[row.state]().format(event=row.event)
        when = row.canceled_at or row.confirmed_at or row.created_at
        yield Line(when, text, reverse("event_guests", args=[row.event_id]))
    came = Attendance.objects.filter(person=person).select_related("event").prefetch_related("event__texts")
    for row in came.order_by("-event__starts_at")[: LONGEST + 1]:
        text = _("Came to “{event}”.").format(event=row.event)
        yield Line(row.event.day, text, reverse("event_guests", args=[row.event_id]))
