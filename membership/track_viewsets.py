"""Staff's forms for paths, their stages and their steps; words in all languages side by side."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from home.viewsets import KeepUsedDeleteView, PublishCreateView, PublishEditView, RecordViewSet
from home.words import words_form, words_panel
from membership.forms.tracks import StageForm, StepForm
from membership.leadership import tracks_with_words, who_is_where_item
from membership.models import LeadershipTrack, LeadershipTrackText, TrackStage, TrackStep


class TrackIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("texts")


class TrackDeleteView(KeepUsedDeleteView):
    """A path that somebody walks stays: closing it is enough."""

    why_not = _("This path has been started by somebody. Close it instead of deleting it.")


class StageFilter(WagtailFilterSet):
    track = django_filters.ModelChoiceFilter(label=_("Path"), queryset=tracks_with_words)

    class Meta:
        model = TrackStage
        fields = ["track"]


class StepFilter(WagtailFilterSet):
    track = django_filters.ModelChoiceFilter(label=_("Path"), field_name="stage__track", queryset=tracks_with_words)

    class Meta:
        model = TrackStep
        fields = ["track"]


class StageIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().with_words()


class StepIndexView(IndexView):
    def get_base_queryset(self):
        steps = super().get_base_queryset().select_related("stage__track")
        return steps.prefetch_related("texts", "stage__texts", "stage__track__texts")


class PublishingViewSet(RecordViewSet):
    add_view_class = PublishCreateView
    edit_view_class = PublishEditView


class TrackViewSet(PublishingViewSet):
    model = LeadershipTrack
    name = "tracks"
    menu_label = _("Paths")
    icon = "order"
    index_view_class = TrackIndexView
    delete_view_class = TrackDeleteView
    list_display = ["__str__", "order", BooleanColumn("is_open", label=_("Can be started"))]
    edit_handler = ObjectList(
        [
            words_panel({"name": _("Name"), "summary": _("One sentence")}, heading=_("What members read")),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
            FieldPanel("is_open"),
        ],
        base_form_class=words_form(LeadershipTrackText, ["name", "summary"], required=["name"]),
    )


class StageViewSet(PublishingViewSet):
    model = TrackStage
    name = "track-stages"
    menu_label = _("Stages")
    icon = "list-ol"
    index_view_class = StageIndexView
    filterset_class = StageFilter
    list_display = ["__str__", Column("track", label=_("Path")), "order"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("track"), FieldPanel("order")]),
            words_panel({"name": _("Name"), "done_words": _("When it is done")}, heading=_("What members read")),
        ],
        base_form_class=StageForm,
    )


class StepViewSet(PublishingViewSet):
    model = TrackStep
    name = "track-steps"
    menu_label = _("Steps")
    icon = "tick"
    index_view_class = StepIndexView
    filterset_class = StepFilter
    list_display = [
        "__str__",
        Column("stage", label=_("Stage")),
        Column("stage.track", label=_("Path")),
        "order",
        Column("get_kind_display", label=_("What counts")),
        "times",
    ]
    edit_handler = ObjectList(
        [
            words_panel({"name": _("What to do"), "done_words": _("When it is done")}, heading=_("What members read")),
            FieldRowPanel([FieldPanel("stage"), FieldPanel("order")]),
            FieldRowPanel([FieldPanel("counted", heading=_("What counts")), FieldPanel("times")]),
            FieldPanel("group"),
        ],
        base_form_class=StepForm,
    )


class LeadershipGroup(ModelViewSetGroup):
    menu_label = _("Leadership")
    menu_icon = "order"
    menu_order = 235
    items = (TrackViewSet, StageViewSet, StepViewSet)

    def get_submenu_items(self):
        return [who_is_where_item(), *super().get_submenu_items()]
