"""The steps after the first. What they need stands in the address, signed; nobody gets a session by signing."""

from django.conf import settings
from django.core import signing
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View

from campaigns.enums import SignatureState
from campaigns.exceptions import SigningError
from campaigns.forms import AppearForm, CodeForm
from campaigns.models import Signature
from campaigns.services.appearing import agree_to_news, set_appearance
from campaigns.services.signing import confirm_signature, withdraw_signature
from campaigns.sharing import share_links
from campaigns.tokens import read_code_token, read_signed_token, signed_token
from campaigns.views.sign import PetitionMixin
from membership.exceptions import CodeError
from membership.limits import allow_code_attempt
from membership.words import TOO_MANY_TRIES


class CodeView(PetitionMixin, FormView):
    """Whoever holds the link of the first step; the code decides. Also for signatures that were confirmed before."""

    template_name = "campaigns/code.html"
    form_class = CodeForm

    def dispatch(self, request, *args, token, **kwargs):
        try:
            pk, self.sent_to = read_code_token(token)
        except signing.BadSignature:
            pk = None
        self.signature = self.petition.signatures.filter(pk=pk).select_related("petition__campaign").first()
        if self.signature is None:
            return redirect(reverse("petition_sign", args=[self.petition.slug]) + "?late")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"sent_to": self.sent_to}

    def form_valid(self, form):
        if not allow_code_attempt(self.request, self.signature.subject):
            form.add_error("code", TOO_MANY_TRIES)
            return self.form_invalid(form)
        try:
            signature = confirm_signature(self.signature, form.cleaned_data["code"])
        except (CodeError, SigningError) as error:
            form.add_error("code", error.message)
            return self.form_invalid(form)
        return self.to("petition_appear", signed_token(signature))


class OwnSignatureMixin(PetitionMixin):
    """Only whoever proved the contact of this signature, or signed it as a member, for a day."""

    def dispatch(self, request, *args, token, **kwargs):
        self.token = token
        try:
            pk = read_signed_token(token)
        except signing.BadSignature:
            pk = None
        own = Signature.objects.filter(pk=pk, petition=self.petition, person__isnull=False).select_related("person")
        self.signature = own.first()
        if self.signature is None:
            return redirect(reverse("petition_sign", args=[self.petition.slug]) + "?late")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "signature": self.signature,
            "person": self.signature.person,
            "token": self.token,
        }


class AppearView(OwnSignatureMixin, FormView):
    """The signer. Whoever proved a contact of somebody with a login, by a code alone, neither sees nor changes how that
    member appears and where they live: an old number may have a new owner."""

    template_name = "campaigns/appear.html"
    form_class = AppearForm
    of_the_login = ("display", "town", "zip_code")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.signature.person}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.signature.person.user_id not in (None, self.request.user.pk):
            for name in self.of_the_login:
                del form.fields[name]
        return form

    def get_initial(self):
        person = self.signature.person
        return {
            "display": self.signature.display,
            "comment": self.signature.comment,
            "town": person.town,
            "zip_code": person.zip_code,
        }

    def get(self, request, *args, **kwargs):
        if self.signature.state != SignatureState.CONFIRMED:
            return self.to("petition_thanks", self.token)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        if self.signature.state == SignatureState.CONFIRMED:
            says = {"display": self.signature.display, "town": "", "zip_code": ""} | form.cleaned_data
            names = (*self.of_the_login, "comment")
            set_appearance(self.signature, **{name: says[name] for name in names})
            if says["news"]:
                agree_to_news(self.signature.person, wording=form.fields["news"].label)
        return self.to("petition_thanks", self.token)


class ThanksView(OwnSignatureMixin, TemplateView):
    """What happened, and what one can do next."""

    template_name = "campaigns/thanks.html"

    def get_context_data(self, **kwargs):
        address = f"{settings.BASE_URL}{self.face.get_url(self.request)}"
        return super().get_context_data(**kwargs) | {
            "counts": self.signature.state == SignatureState.CONFIRMED,
            "share": share_links(self.face.title, address),
            "is_member": self.signature.person.joined_on is not None,
        }


class WithdrawView(OwnSignatureMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        withdraw_signature(self.signature)
        return self.to("petition_thanks", self.token)
