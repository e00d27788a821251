from allauth.account.views import ConfirmLoginCodeView, LoginView
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from membership.forms import PasswordLoginForm
from membership.limits import allow_code_attempt, allow_text_message
from membership.sessions import keep_answer
from membership.words import NO_TEXT_MESSAGES


class PasswordLoginView(LoginView):
    """Anybody may try; staff are asked for their second factor afterwards."""

    template_name = "account/login_password.html"

    def get_form_class(self):
        return PasswordLoginForm


class SafeConfirmLoginCodeView(ConfirmLoginCodeView):
    """Anybody who asked for a code. Known and unknown contacts see the same pages and the same counts."""

    @property
    def contact(self):
        state = self._process.state
        return state.get("email") or state.get("phone")

    def post(self, request, *args, **kwargs):
        if self._action == "verify" and not allow_code_attempt(request, self.contact):
            self._process.abort()
            return ratelimit.respond_429(request)
        return super().post(request, *args, **kwargs)

    def _resend_form_valid(self, form):
        phone = self._process.state.get("phone")
        if phone and not allow_text_message(phone):
            messages.error(self.request, NO_TEXT_MESSAGES)
        else:
            self.resend()
            messages.success(self.request, _("We sent another code. Use that one."))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def resend(self):
        """Nothing goes to an unknown contact a second time; stock allauth breaks there, and so tells who is known."""
        if self._process.user is None:
            self._process.record_resend()
            self._process.persist()
        else:
            self._process.resend()

    def _verify_form_valid(self, form):
        keep_answer(self.request, form.cleaned_data["own_phone"])
        return super()._verify_form_valid(form)
