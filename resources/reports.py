"""What staff look at every month: guides whose law should be read again."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from resources.models import Resource

RIGHTS = ["add", "change", "view"]


def published_in(resource):
    """The languages that readers can read it in."""
    return ", ".join(sorted(face.language for face in resource.faces.all() if face.live)) or "–"


class ReviewReport(ReportView):
    """Guides due within 60 days or already, and guides that no lawyer read."""

    model = Resource
    any_permission_required = RIGHTS
    page_title = _("Guides to review")
    header_icon = "glasses"
    index_url_name = "guides_to_review"
    index_results_url_name = "guides_to_review_results"
    list_export = ["name", "owner", "review_due", "law_checked_on", "checked_by"]
    columns = [
        TitleColumn("name", label=_("Guide"), url_name="guides:edit"),
        Column("owner", label=_("Who keeps it up to date")),
        Column("review_due", label=_("Check again by")),
        BooleanColumn("is_overdue", label=_("Due already")),
        Column("law_checked_on", label=_("Checked by a lawyer on")),
        Column("published", label=_("Published in"), accessor=published_in),
    ]

    def get_queryset(self):
        return Resource.objects.to_review(timezone.localdate()).prefetch_related("faces")

    def decorate_paginated_queryset(self, object_list):
        today = timezone.localdate()
        for resource in object_list:
            resource.is_overdue = resource.is_due(today)
        return object_list


class ReviewMenuItem(MenuItem):
    def is_shown(self, request):
        return any(request.user.has_perm(f"resources.{right}_resource") for right in RIGHTS)


review_urls = [
    path("reports/guides/", ReviewReport.as_view(), name="guides_to_review"),
    path("reports/guides/results/", ReviewReport.as_view(results_only=True), name="guides_to_review_results"),
]


def review_menu_item():
    return ReviewMenuItem(
        _("Guides to review"), reverse("guides_to_review"), name="guides-to-review", icon_name="glasses", order=100
    )
