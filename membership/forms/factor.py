"""Second factors: codes of an app, spare codes, passkeys."""

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from membership.forms.fields import CodeField, text_input


class AuthenticateForm(base_forms.AuthenticateForm):
    code = CodeField(label=_("Code of your app, or a spare code"))


class ReauthenticateCodeForm(base_forms.ReauthenticateForm):
    code = CodeField(label=_("Code of your app, or a spare code"))


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    code = CodeField(label=_("Code that the app shows"))


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """Always one that can log in by itself: a fingerprint, a face or the phone's own PIN."""

    name = forms.CharField(label=_("Name, to tell it from others"), max_length=100, widget=text_input())
    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)


class EditPasskeyForm(webauthn_forms.EditWebAuthnForm):
    name = forms.CharField(label=_("Name, to tell it from others"), max_length=100, widget=text_input())
