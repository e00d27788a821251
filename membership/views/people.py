"""The staff's page of a person; erasing, and merging two entries of one person. What each role sees there depends on
its permissions: the timeline holds only lines that its providers allow."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from membership.exceptions import MergeError
from membership.forms.people import EraseForm
from membership.models import Person
from membership.services.erasing import erase_person
from membership.services.merging import merge_persons
from membership.services.standing import standing_of
from membership.standing import is_new
from membership.timeline import timeline_of

FOUND = 20
may_see = permission_required("membership.view_person", raise_exception=True)
may_erase = permission_required("membership.delete_person", raise_exception=True)


def known_person(pk):
    """The person `pk`, or whoever they were merged into. Raises Http404 for nobody and for erased people."""
    person = Person.objects.filter(pk=pk, erased_at=None).select_related("merged_into", "user").first()
    if person is None:
        raise Http404
    return person.current


def facts_of(person):
    """What is said of a person in the box at the top of the page, and beside another one."""
    return {
        "person": person,
        "contacts": person.contacts.order_by("-preferred", "pk"),
        "language": dict(settings.LANGUAGES).get(person.language, person.language),
        "standing": standing_of(person) if person.joined_on else None,
        "is_new": person.joined_on is not None and is_new(person.joined_on, timezone.localdate()),
    }


class AboutPersonMixin(WagtailAdminTemplateMixin):
    """A page of the editor about one person, who is `self.person`; the address of an alias leads on."""

    header_icon = "user"

    @cached_property
    def person(self):
        return known_person(self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.person.name

    def get_breadcrumbs_items(self):
        people = {"url": reverse("people:index"), "label": _("People")}
        person = {"url": reverse("people:inspect", args=[self.person.pk]), "label": self.person.name}
        return [*self.breadcrumbs_items, people, person, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.person}


@method_decorator(may_see, name="dispatch")
class PersonView(AboutPersonMixin, TemplateView):
    template_name = "membership/admin/person.html"
    page_title = gettext_lazy("Person")

    def get(self, request, *args, **kwargs):
        if self.person.pk != self.kwargs["pk"]:
            return redirect("people:inspect", self.person.pk)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:-2], {"url": "", "label": self.person.name}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(self.person),
            "aliases": self.person.aliases.all(),
            "timeline": timeline_of(self.person, self.request.user),
        }


@method_decorator(may_erase, name="dispatch")
class ErasePersonView(AboutPersonMixin, FormView):
    """The only way by which staff delete a person."""

    template_name = "membership/admin/erase.html"
    page_title = gettext_lazy("Erase")
    form_class = EraseForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.person}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"has_payments": self.person.payments.exists()}

    def post(self, request, *args, **kwargs):
        """A second post finds nobody: it ends where the first one did."""
        try:
            return super().post(request, *args, **kwargs)
        except Http404:
            return redirect("people:index")

    def form_valid(self, form):
        erase_person(self.person, by=self.request.user)
        messages.success(self.request, _("Erased. Only what counts without a name is left."))
        return redirect("people:index")


@method_decorator(may_erase, name="dispatch")
class FindDoubleView(AboutPersonMixin, TemplateView):
    """The other entry of the same person is looked for by hand, at first under the same name."""

    template_name = "membership/admin/find_double.html"
    page_title = gettext_lazy("Merge")

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", self.person.family_name or self.person.given_name)[:100].strip()
        others = Person.objects.known().matching(words).exclude(pk=self.person.pk).by_family_name()
        return super().get_context_data(**kwargs) | {
            "words": words,
            "people": others.prefetch_related("contacts")[:FOUND] if words else (),
        }


@method_decorator(may_erase, name="dispatch")
class MergeView(AboutPersonMixin, TemplateView):
    """Both side by side, then one: `pk` stays, `lost` goes into it."""

    template_name = "membership/admin/merge.html"
    page_title = gettext_lazy("Merge")

    def get(self, request, *args, lost, **kwargs):
        if known_person(lost).pk == self.person.pk:
            return redirect("people:inspect", self.person.pk)
        return super().get(request, *args, lost=lost, **kwargs)

    def get_context_data(self, *, lost, **kwargs):
        other = known_person(lost)
        return super().get_context_data(**kwargs) | {"both": [facts_of(self.person), facts_of(other)], "other": other}

    def post(self, request, *, lost, **kwargs):
        try:
            merge_persons(self.person, lost=Person.objects.filter(pk=lost).first() or self.person, by=request.user)
            messages.success(request, _("Merged. What was under both names is here now."))
        except MergeError as error:
            messages.error(request, error.message)
        return redirect("people:inspect", self.person.pk)
