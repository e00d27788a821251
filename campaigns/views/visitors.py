"""The steps that signing and coming to an event have in common: who you are; the code; what is your own.

What the steps need stands in the address, signed; nobody gets a session by them.
"""

from django.core import signing
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from campaigns.access import may_post
from campaigns.exceptions import VisitorError
from campaigns.forms import CodeForm
from campaigns.tokens import code_token, own_token, read_code_token, read_own_token
from membership.access import member_of
from membership.exceptions import CodeError
from membership.limits import allow_code_attempt
from membership.words import OUT_OF_DATE, TOO_MANY_TRIES


class StepMixin:
    """One step about the record with this slug. A subclass names the addresses of the steps and gives the `rows`."""

    first_step = code_step = own_step = ""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    @cached_property
    def member(self):
        return member_of(self.request)

    def to(self, name, *args):
        return redirect(name, self.kwargs["slug"], *args)

    def start_again(self):
        return redirect(reverse(self.first_step, args=[self.kwargs["slug"]]) + "?late")

    def row_named(self, subject):
        """The row of this record with that `subject`; None for another record's, or one that is gone."""
        kind, _, pk = subject.partition(":")
        return self.rows.filter(pk=pk).first() if kind == self.rows.model._meta.model_name else None


@method_decorator(csrf_exempt, name="dispatch")  # `may_post` checks: the form stands on cached pages without a token
class FirstStepView(StepMixin, FormView):
    """Anybody: a name and a contact, one tap for members. A new and a repeated answer look the same."""

    carried = ("given_name", "family_name", "contact")

    def get_initial(self):
        return {name: self.request.POST.get(name, "") for name in self.carried}

    def get_context_data(self, **kwargs):
        note = OUT_OF_DATE if "late" in self.request.GET else ""
        return super().get_context_data(**kwargs) | {"member": self.member, "note": note}

    def post(self, request, *args, **kwargs):
        if not may_post(request):
            context = self.get_context_data(form=self.form_class(initial=self.get_initial())) | {"once_more": True}
            return self.render_to_response(context)
        if not self.is_open:
            return self.render_to_response(self.get_context_data())
        if self.member:
            return self.answer_as_member()
        return super().post(request, *args, **kwargs)

    def answer_as_member(self):
        try:
            row = self.start_as_member()
        except VisitorError as error:
            return self.render_to_response(self.get_context_data() | {"note": error.message})
        return self.to(self.own_step, own_token(row))

    def form_valid(self, form):
        try:
            row = self.start(form)
        except VisitorError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        return self.to(self.code_step, code_token(row, form.contact_pair))


class CodeStepView(StepMixin, FormView):
    """Whoever holds the link of the first step; the code decides."""

    form_class = CodeForm

    def dispatch(self, request, *args, token, **kwargs):
        try:
            subject, self.sent_to = read_code_token(token)
        except signing.BadSignature:
            subject = ""
        self.row = self.row_named(subject)
        return super().dispatch(request, *args, **kwargs) if self.row else self.start_again()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"sent_to": self.sent_to}

    def form_valid(self, form):
        if not allow_code_attempt(self.request, self.row.subject):
            form.add_error("code", TOO_MANY_TRIES)
            return self.form_invalid(form)
        try:
            row = self.confirm(form.cleaned_data["code"])
        except (CodeError, VisitorError) as error:
            form.add_error("code", error.message)
            return self.form_invalid(form)
        return self.to(self.own_step, own_token(row))


class OwnStepMixin(StepMixin):
    """Only whoever proved the contact of this row, or made it as a member; for `open_for` seconds, None without end."""

    open_for = None

    def dispatch(self, request, *args, token, **kwargs):
        self.token = token
        try:
            self.row = self.row_named(read_own_token(token, self.open_for))
        except signing.BadSignature:
            self.row = None
        return super().dispatch(request, *args, **kwargs) if self.row else self.start_again()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.row.person, "token": self.token}

    @property
    def is_of_another_login(self):
        """Whoever proved a contact of somebody with a login, by a code alone: an old number may have a new owner."""
        return self.row.person.user_id not in (None, self.request.user.pk)
