from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.account.views import ChangePhoneView, verify_phone
from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from membership import notices
from membership.exceptions import ContactError
from membership.flows import ChangeEmailProcess
from membership.forms import ChangeEmailForm, ConfirmEmailForm
from membership.limits import allow_code_attempt
from membership.models import User
from membership.services.contacts import restore_contact
from membership.words import TOO_MANY_TRIES

own_login = [never_cache, login_required, reauthentication_required(app="allauth.account")]


@method_decorator([*own_login, rate_limit(action="manage_email")], name="dispatch")
class ChangeEmailView(FormView):
    """The person whose login it is. Stock allauth would let them log others in here, or lose their only contact."""

    template_name = "account/email_change.html"
    form_class = ChangeEmailForm
    success_url = reverse_lazy("account_confirm_email_change")

    def get_form_kwargs(self):
        verified = EmailAddress.objects.get_verified(self.request.user)
        return super().get_form_kwargs() | {"current": verified.email if verified else None}

    def form_valid(self, form):
        ChangeEmailProcess.initiate(self.request, form.cleaned_data["email"])
        return super().form_valid(form)


@method_decorator(own_login, name="dispatch")
class ConfirmEmailView(FormView):
    """The person whose login it is, with the code that went to the new address."""

    template_name = "account/email_confirm_change.html"
    form_class = ConfirmEmailForm
    success_url = reverse_lazy("account_home")

    def dispatch(self, request, *args, **kwargs):
        self.process = ChangeEmailProcess.resume(request)
        if self.process is None:
            return redirect("account_email")
        if request.method == "POST" and not allow_code_attempt(request, self.process.email):
            self.process.abort()
            return ratelimit.respond_429(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"code": self.process.code}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"email": self.process.email}

    def form_invalid(self, form):
        if self.process.record_invalid_attempt():
            return super().form_invalid(form)
        messages.error(self.request, TOO_MANY_TRIES)
        return redirect("account_email")

    def form_valid(self, form):
        try:
            self.process.finish()
        except ContactError as error:
            messages.error(self.request, error.message)
            return redirect("account_email")
        context = {"email": self.process.email}
        get_adapter().add_message(self.request, messages.SUCCESS, "account/messages/email_confirmed.txt", context)
        return super().form_valid(form)


class SafeChangePhoneView(ChangePhoneView):
    """The person whose login it is."""

    def form_valid(self, form):
        """Stock allauth does not catch its own limit when several people share a network."""
        try:
            return super().form_valid(form)
        except RateLimited:
            form.add_error("phone", TOO_MANY_TRIES)
            return self.form_invalid(form)


def safe_verify_phone(request):
    """The person whose login it is, with the code that went to the new number; each try counts for the number."""
    pending = request.session.get("account_phone_verification", {})
    if request.method == "POST" and pending and not allow_code_attempt(request, pending["phone"]):
        del request.session["account_phone_verification"]
        return ratelimit.respond_429(request)
    try:
        return verify_phone(request)
    except ContactError as error:
        messages.error(request, error.message)
        return redirect("account_change_phone")


@method_decorator(never_cache, name="dispatch")
class UndoContactView(TemplateView):
    """Whoever holds the link that went to the old contact, for seven days. Nobody is logged in by it."""

    template_name = "account/undo_contact.html"

    def dispatch(self, request, *args, token, **kwargs):
        try:
            self.change = notices.read_undo_token(token)
        except signing.BadSignature as error:
            raise Http404 from error
        self.login = get_object_or_404(User, pk=self.change["user"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        since = datetime.fromtimestamp(self.change["at"], UTC)
        try:
            restore_contact(self.login, field=self.change["field"], value=self.change["old"], since=since)
        except ContactError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Done. Your old contact is back, and everybody was logged out."))
        return HttpResponseRedirect(reverse_lazy("account_login"))
