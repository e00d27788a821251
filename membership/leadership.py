"""Who is where on the paths to leadership, for staff who walk with them."""

import django_filters
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from membership.models import Enrollment, LeadershipTrack
from membership.services.tracks import progress_of_enrollments
from membership.views.leadership import MAY_SEE, PersonPathView, SignOffView


def tracks_with_words(request):
    return LeadershipTrack.objects.prefetch_related("texts")


class EnrollmentFilter(WagtailFilterSet):
    track = django_filters.ModelChoiceFilter(label=gettext_lazy("Path"), queryset=tracks_with_words)

    class Meta:
        model = Enrollment
        fields = ["track"]


def path_name(enrollment):
    return str(enrollment.track)


def stage_name(enrollment):
    progress = enrollment.progress
    if progress.is_done:
        return _("Completed")
    return str(progress.current.stage) if progress.current else "–"


def steps_done(enrollment):
    return _("{done} of {total}").format(done=enrollment.progress.done, total=enrollment.progress.total)


def next_step(enrollment):
    found = enrollment.progress.next_step
    return str(found.step) if found else "–"


class WhoIsWhereView(ReportView):
    model = Enrollment
    any_permission_required = ["view"]
    filterset_class = EnrollmentFilter
    paginate_by = 25
    page_title = gettext_lazy("Who is where")
    header_icon = "group"
    index_url_name = "who_is_where"
    index_results_url_name = "who_is_where_results"
    columns = [
        TitleColumn(
            "person", label=gettext_lazy("Name"), get_url=lambda row: reverse("person_path", args=[row.person.handle])
        ),
        Column("track", label=gettext_lazy("Path"), accessor=path_name),
        Column("stage", label=gettext_lazy("Stage"), accessor=stage_name),
        Column("steps", label=gettext_lazy("Steps done"), accessor=steps_done),
        Column("next", label=gettext_lazy("Next step"), accessor=next_step, classname="when-wide"),
        Column("started_on", label=gettext_lazy("Started on"), classname="when-wide"),
    ]

    def get_queryset(self):
        rows = Enrollment.objects.select_related("person", "track").prefetch_related("track__texts")
        return rows.order_by("person__family_name", "person__given_name", "person", "track__order", "pk")

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        found = progress_of_enrollments(rows)
        for row in rows:
            row.progress = found[row.pk]
        return rows


class WhoIsWhereItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE)


def who_is_where_item():
    return WhoIsWhereItem(
        gettext_lazy("Who is where"), reverse("who_is_where"), name="who-is-where", icon_name="group", order=1
    )


leadership_urls = [
    path("leadership/", WhoIsWhereView.as_view(), name="who_is_where"),
    path("leadership/results/", WhoIsWhereView.as_view(results_only=True), name="who_is_where_results"),
    path("leadership/<uuid:handle>/", PersonPathView.as_view(), name="person_path"),
    path("leadership/<uuid:handle>/<int:pk>/", SignOffView.as_view(), name="sign_off"),
]
