"""Staff look at somebody's path, and confirm what only people can see: one tap, and one to take it back."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import View

from membership.enums import ParticipationKind
from membership.models import LeadershipTrack, Person, TrackStep
from membership.services.tracks import progress_of, sign_off, take_back_sign_off

MAY_SEE, MAY_CONFIRM = "membership.view_enrollment", "membership.add_participation"


class OnePersonView(View):
    @cached_property
    def person(self):
        """Only who started a path: others have none to look at."""
        walking = Person.objects.filter(enrollments__isnull=False).distinct()
        return get_object_or_404(walking, handle=self.kwargs["handle"])


@method_decorator(permission_required(MAY_SEE, raise_exception=True), name="dispatch")
class PersonPathView(OnePersonView):
    def get(self, request, handle):
        paths = progress_of(self.person, LeadershipTrack.objects.started_by(self.person))
        context = {"person": self.person, "paths": paths, "may_confirm": request.user.has_perm(MAY_CONFIRM)}
        return render(request, "membership/admin/person_path.html", context)


@method_decorator(permission_required(MAY_CONFIRM, raise_exception=True), name="dispatch")
class SignOffView(OnePersonView):
    """`word` is "done", or "back" for taking it back. Steps of paths that the person does not walk are not found."""

    def post(self, request, handle, pk):
        mine = TrackStep.objects.filter(
            kind=ParticipationKind.SIGNED_OFF, stage__track__enrollments__person=self.person
        )
        step = get_object_or_404(mine, pk=pk)
        act = take_back_sign_off if request.POST.get("word") == "back" else sign_off
        act(self.person, step, recorded_by=request.user)
        return redirect("person_path", handle=handle)
