"""Paths to leadership, for members: how far they are, start one, leave one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from membership.countable import addresses_of
from membership.exceptions import TrackClosedError
from membership.models import LeadershipTrack
from membership.services.tracks import leave_track, paths_of, start_track
from membership.views.member import MemberMixin


def with_ways(started):
    """Each started path with where to do its next step, the words of that button, and its look: one is filled."""
    ways = addresses_of([path.next_step.step for path in started if path.next_step])
    paths, look = [], ""
    for path in started:
        address, button = ways.get(path.next_step.step, ("", "")) if path.next_step else ("", "")
        paths.append((path, address, button, look))
        look = "btn-line" if address else look
    return paths


class TracksView(MemberMixin, TemplateView):
    template_name = "membership/tracks.html"

    def get_context_data(self, **kwargs):
        started, others = paths_of(self.person)
        return super().get_context_data(**kwargs) | {"paths": with_ways(started), "others": others}


class TrackActionView(MemberMixin, View):
    """A tap of a member about one path. Two taps do the same as one."""

    def post(self, request, slug):
        try:
            self.act(get_object_or_404(LeadershipTrack, slug=slug))
        except TrackClosedError as error:
            messages.error(request, error.message)
        return redirect("member_tracks")


class StartView(TrackActionView):
    def act(self, track):
        start_track(self.person, track)


class LeaveView(TrackActionView):
    def act(self, track):
        leave_track(self.person, track)
