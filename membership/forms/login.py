"""Logging in: by a code, or by a password for who has one."""

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.login import perform_password_login
from django import forms
from django.utils.translation import gettext_lazy as _

from membership import sms
from membership.forms.fields import CodeField, ContactField, EmailField, OwnPhoneField, PasswordField
from membership.limits import allow_text_message
from membership.sessions import keep_answer
from membership.words import NO_TEXT_MESSAGES, ONE_IS_ENOUGH


class SafeRequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """Number or e-mail in two fields, one of them needed. Stock allauth breaks on an empty post."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(required=False)
        if not sms.is_available():
            del self.fields["phone"]
        self.order_fields(["phone", "email"])
        for field in self.fields.values():
            field.unmarked = True

    def clean_phone(self):
        phone = super().clean_phone()
        if phone and not allow_text_message(phone):
            raise forms.ValidationError(NO_TEXT_MESSAGES)
        return phone

    def clean(self):
        cleaned_data = super().clean()
        if not self.errors and not (cleaned_data.get("phone") or cleaned_data.get("email")):
            raise forms.ValidationError(ONE_IS_ENOUGH)
        return cleaned_data


class LoginForm(allauth_forms.LoginForm):
    """One field for either contact; a code is sent to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("Mobile number or e-mail") if sms.is_available() else _("E-mail")
        self.fields["login"] = ContactField(label=label)

    def _clean_without_password(self, email, phone):
        form = SafeRequestLoginCodeForm({"email": email or "", "phone": phone or ""})
        if form.is_valid():
            self.user = form._user
        for errors in form.errors.values():
            self.add_error("login", errors)
        return self.cleaned_data


class PasswordLoginForm(allauth_forms.LoginForm):
    """For staff who have a password. Unknown contact and wrong password get the same answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = ContactField(label=_("Mobile number or e-mail"), by_code=False)
        self.fields["own_phone"] = OwnPhoneField()
        self.order_fields(["login", "password", "own_phone"])

    def _setup_password_field(self):
        """Stock allauth has a password either on its one log-in form or nowhere."""
        self.fields["password"] = PasswordField()

    def _login_with_password(self, request, redirect_url, credentials):
        keep_answer(request, self.cleaned_data["own_phone"])
        self._login.redirect_url = redirect_url
        return perform_password_login(request, credentials, self._login)


class ConfirmLoginCodeForm(allauth_forms.ConfirmLoginCodeForm):
    code = CodeField()
    own_phone = OwnPhoneField()


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    password = PasswordField()
