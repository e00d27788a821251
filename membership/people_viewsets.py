"""Staff's list of people."""

import django_filters
from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView

from home.paging import RememberingPaginator
from home.viewsets import RecordViewSet
from membership.models import Person
from membership.services.standing import standings
from membership.views.breaks import PersonBreakView
from membership.views.people import ErasePersonView, FindDoubleView, MergeView, PersonView


class PersonFilterSet(WagtailFilterSet):
    member = django_filters.ChoiceFilter(
        label=_("Member"),
        choices=[("yes", _("Asked to be a member")), ("no", _("Others we know"))],
        method="filter_member",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Person
        fields = []

    def filter_member(self, people, name, value):
        return people.filter(joined_on__isnull=value != "yes")


class PersonIndexView(IndexView):
    """Found by name, town, number or e-mail; with the standing of those on this page."""

    filterset_class = PersonFilterSet
    paginator_class = RememberingPaginator

    def get_base_queryset(self):
        return super().get_base_queryset().known()

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        people = context["object_list"]
        members = Person.objects.filter(pk__in=[person.pk for person in people]).members()
        found = standings(members)
        for person in people:
            person.standing = found.get(person)
        return context


def standing_in_words(person):
    return person.standing.state.label if person.standing else "–"


def language_in_words(person):
    return dict(settings.LANGUAGES).get(person.language, person.language)


class PersonEditView(EditView):
    """Without Wagtail's own way to delete."""

    def get_object(self, queryset=None):
        return get_object_or_404(Person.objects.known(), pk=self.kwargs["pk"])

    def get_success_url(self):
        return reverse("people:inspect", args=[self.object.pk])


class PersonViewSet(RecordViewSet):
    """Deleting is erasing here, and what points to a person is shown by its timeline, to whom it may be shown."""

    model = Person
    name = "people"
    menu_label = _("People")
    icon = "group"
    menu_order = 225
    add_to_admin_menu = True
    inspect_view_enabled = True
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView
    inspect_view_class = PersonView
    delete_view_class = ErasePersonView
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="people:inspect", sort_key="family_name"),
        Column("standing", label=_("Standing"), accessor=standing_in_words),
        Column("joined_on", label=_("Member since"), sort_key="joined_on"),
        Column("town", label=_("Town"), classname="when-wide"),
        Column("language", label=_("Language"), accessor=language_in_words, classname="when-wide"),
    ]
    search_fields = ["given_name", "family_name", "town", "contacts__value"]
    ordering = ["family_name", "given_name", "pk"]
    form_fields = ["given_name", "family_name", "called", "town", "zip_code", "joined_on"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(delete_url_name=None, **kwargs)

    def get_urlpatterns(self):
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"),
            path("break/<int:pk>/", PersonBreakView.as_view(), name="break"),
            path("merge/<int:pk>/", FindDoubleView.as_view(), name="find_double"),
            path("merge/<int:pk>/<int:lost>/", MergeView.as_view(), name="merge"),
        ]
