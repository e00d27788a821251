"""Signing: for visitors a name, a contact and a code; for members one tap. Then how it appears."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import FormView, TemplateView, View

from campaigns.enums import SignatureState
from campaigns.exceptions import VisitorError
from campaigns.forms import AppearForm, SignForm
from campaigns.models import Petition
from campaigns.models.pages import best_faces
from campaigns.services.appearing import agree_to_news, set_appearance
from campaigns.services.incoming import door_of, look_at, take_in, write_down
from campaigns.services.signing import confirm_signature, sign_as_member, withdraw_signature
from campaigns.sharing import share_links
from campaigns.views.visitors import CodeStepView, FirstStepView, OwnStepMixin
from home.frame import frame_of

OWN_SECONDS = 86_400


class PetitionMixin:
    """One petition that has a page; everything else is not found."""

    first_step, code_step, own_step = "petition_sign", "petition_code", "petition_appear"

    @cached_property
    def petition(self):
        return get_object_or_404(Petition.objects.select_related("campaign"), slug=self.kwargs["slug"])

    @property
    def rows(self):
        return self.petition.signatures.filter(person__isnull=False).select_related("person", "petition__campaign")

    @cached_property
    def face(self):
        limits = frame_of(self.request).limits
        face = best_faces([self.petition.pk], get_language(), limits).get(self.petition.pk)
        if face is None:
            raise Http404
        face.petition = self.petition
        return face

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"petition": self.petition, "face": self.face}


class SignView(PetitionMixin, FirstStepView):
    template_name = "campaigns/sign.html"
    form_class = SignForm

    def get_initial(self):
        asked = self.request.POST.get("source", "") or self.request.GET.get("from", "")
        return super().get_initial() | {"source": asked}

    @cached_property
    def door(self):
        """A member's own look, as some pages are for members; visitors' is known for some seconds."""
        if self.member:
            return look_at(self.kwargs["slug"], frame_of(self.request).limits)
        return door_of(self.kwargs["slug"])

    @property
    def is_open(self):
        if self.door is None:
            raise Http404
        return self.door.is_open

    def start(self, form):
        return write_down(
            self.door.petition_id,
            name=form.name,
            contact=form.contact_pair,
            language=get_language(),
            source=form.cleaned_data["source"],
        )

    def start_as_member(self):
        source = self.get_initial()["source"]
        source = source if source.replace("-", "").isalnum() else ""
        return sign_as_member(self.petition, self.member, language=get_language(), source=source[:40])


class SignCodeView(PetitionMixin, CodeStepView):
    """Also for signatures that were confirmed before. Who signs is looked up here, if not by the worker already."""

    template_name = "campaigns/code.html"

    def row_named(self, subject):
        kind, _, pk = subject.partition(":")
        incoming = self.petition.incoming.filter(pk=pk).first() if kind == "incoming" else None
        try:
            return incoming and take_in(incoming.pk)
        except VisitorError:
            return None

    def confirm(self, code):
        return confirm_signature(self.row, code)


class OwnSignatureMixin(PetitionMixin, OwnStepMixin):
    open_for = OWN_SECONDS

    @property
    def counts(self):
        return self.row.state == SignatureState.CONFIRMED

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"signature": self.row, "counts": self.counts}


class AppearView(OwnSignatureMixin, FormView):
    """The signer. Somebody with a login shows and changes how they appear, and where they live, only logged in."""

    template_name = "campaigns/appear.html"
    form_class = AppearForm
    of_the_login = ("display", "town", "zip_code")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.row.person}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.is_of_another_login:
            for name in self.of_the_login:
                del form.fields[name]
        return form

    def get_initial(self):
        person = self.row.person
        return {
            "display": self.row.display,
            "comment": self.row.comment,
            "town": person.town,
            "zip_code": person.zip_code,
        }

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.counts else self.to("petition_thanks", self.token)

    def form_valid(self, form):
        if self.counts:
            says = {"display": self.row.display, "town": "", "zip_code": ""} | form.cleaned_data
            set_appearance(self.row, **{name: says[name] for name in (*self.of_the_login, "comment")})
            if says["news"]:
                agree_to_news(self.row.person, wording=form.fields["news"].label)
        return self.to("petition_thanks", self.token)


class ThanksView(OwnSignatureMixin, TemplateView):
    """What happened, and what one can do next."""

    template_name = "campaigns/thanks.html"

    def get_context_data(self, **kwargs):
        address = f"{settings.BASE_URL}{self.face.get_url(self.request)}"
        return super().get_context_data(**kwargs) | {
            "share": share_links(self.face.title, address),
            "is_member": self.row.person.joined_on is not None,
        }


class WithdrawView(OwnSignatureMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        withdraw_signature(self.row)
        return self.to("petition_thanks", self.token)
