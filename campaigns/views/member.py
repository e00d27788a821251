"""In the member area: the events somebody comes to and came to, the petitions they signed."""

from django.views.generic import TemplateView

from campaigns.models import Attendance, CampaignIndexPage
from campaigns.own import SHOWN, seats_ahead, signed_by
from home.faces import address_in_readers_language
from home.frame import frame_of
from membership.views.member import MemberMixin


class MyEventsView(MemberMixin, TemplateView):
    template_name = "campaigns/my_events.html"

    def get_context_data(self, **kwargs):
        came = Attendance.objects.filter(person=self.person).select_related("event").prefetch_related("event__texts")
        return super().get_context_data(**kwargs) | {
            "rsvps": seats_ahead(self.person),
            "came": came.order_by("-event__starts_at")[:SHOWN],
        }


class MyPetitionsView(MemberMixin, TemplateView):
    template_name = "campaigns/my_petitions.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "signatures": signed_by(self.person, frame_of(self.request).limits),
            "petitions_url": address_in_readers_language(CampaignIndexPage.objects),
        }
