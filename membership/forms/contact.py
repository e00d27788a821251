"""Changing one's number or e-mail: a code goes to the new one first."""

from allauth.account import forms as allauth_forms
from django import forms

from membership.forms.fields import CodeField, EmailField
from membership.limits import allow_code_request, allow_text_message
from membership.models import User
from membership.words import ACCOUNT_ERRORS, NO_TEXT_MESSAGES, TAKEN, TOO_MANY_TRIES


class ChangePhoneForm(allauth_forms.ChangePhoneForm):
    def clean_phone(self):
        phone = super().clean_phone()
        if not allow_code_request(phone):
            raise forms.ValidationError(TOO_MANY_TRIES)
        if not allow_text_message(phone):
            raise forms.ValidationError(NO_TEXT_MESSAGES)
        return phone


class VerifyPhoneForm(allauth_forms.VerifyPhoneForm):
    code = CodeField()

    def clean_code(self):
        """Only whoever read the code learns that the number is taken; by somebody blocked, too."""
        code = super().clean_code()
        if User.objects.filter(phone=self.phone).exclude(pk=self.user.pk).exists():
            raise forms.ValidationError(TAKEN)
        return code


class ChangeEmailForm(forms.Form):
    """`current`: the e-mail that is confirmed already. An unconfirmed one may be written again to confirm it."""

    email = EmailField()

    def __init__(self, *args, current, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email == self.current:
            raise forms.ValidationError(ACCOUNT_ERRORS["same_as_current"])
        if not allow_code_request(email):
            raise forms.ValidationError(TOO_MANY_TRIES)
        return email


class ConfirmEmailForm(allauth_forms.BaseConfirmCodeForm):
    code = CodeField()
