"""The first step: for visitors a name and a contact, for members one tap."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from campaigns.access import may_post, member_of
from campaigns.exceptions import PetitionClosedError
from campaigns.forms import SignForm
from campaigns.models import Petition
from campaigns.models.pages import best_face
from campaigns.services.signing import sign_as_member, start_signature
from campaigns.tokens import code_token, signed_token
from membership.words import OUT_OF_DATE


class PetitionMixin:
    """One petition that has a page; everything else is not found."""

    @cached_property
    def petition(self):
        return get_object_or_404(Petition.objects.select_related("campaign"), slug=self.kwargs["slug"])

    @cached_property
    def face(self):
        face = best_face(self.petition, get_language())
        if face is None:
            raise Http404
        face.petition = self.petition
        return face

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"petition": self.petition, "face": self.face}

    def to(self, name, *args):
        return redirect(name, self.petition.slug, *args)


@method_decorator(csrf_exempt, name="dispatch")  # `may_post` checks: the form stands on cached pages without a token
class SignView(PetitionMixin, FormView):
    """Anybody. A new and a repeated signature get the same answer."""

    template_name = "campaigns/sign.html"
    form_class = SignForm
    note = ""

    @cached_property
    def member(self):
        return member_of(self.request)

    def get_initial(self):
        typed = self.request.POST or {"source": self.request.GET.get("from", "")}
        return {name: typed.get(name, "") for name in ("given_name", "family_name", "contact", "source")}

    def get_context_data(self, **kwargs):
        note = OUT_OF_DATE if "late" in self.request.GET else ""
        return super().get_context_data(**kwargs) | {"member": self.member, "note": note}

    def post(self, request, *args, **kwargs):
        if not may_post(request):
            context = self.get_context_data(form=SignForm(initial=self.get_initial())) | {"once_more": True}
            return self.render_to_response(context)
        if not self.petition.takes_signatures or not self.face:
            return self.render_to_response(self.get_context_data())
        if self.member:
            return self.sign_as_member()
        return super().post(request, *args, **kwargs)

    def sign_as_member(self):
        source = self.get_initial()["source"]
        source = source if source.replace("-", "").isalnum() else ""
        signature = sign_as_member(self.petition, self.member, language=get_language(), source=source[:40])
        return self.to("petition_appear", signed_token(signature))

    def form_valid(self, form):
        try:
            signature = start_signature(
                self.petition,
                name=form.name,
                contact=form.contact_pair,
                language=get_language(),
                source=form.cleaned_data["source"],
            )
        except PetitionClosedError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        return self.to("petition_code", code_token(signature, form.contact_pair))
