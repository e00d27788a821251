"""The editor's forms for users: a name, a contact, roles. No handle, no password, no first and last name."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from home.phone import parse_phone
from membership.models import User


class StaffUserMixin(forms.ModelForm):
    first_name = last_name = None
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Mobile number"), required=False, max_length=40)

    def separate_username_field(self):
        return False

    def clean_email(self):
        return self.cleaned_data["email"].lower() or None

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        return parse_phone(phone) if phone else None

    def save(self, commit=True):
        """A new number is unconfirmed until a code was read there; a new user has no password."""
        if "phone" in self.changed_data:
            self.instance.phone_verified_at = None
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        return super().save(commit)


FIELDS = ["name", "email", "phone", "is_superuser", "groups"]


class StaffUserCreateForm(StaffUserMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = FIELDS


class StaffUserEditForm(StaffUserMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = [*FIELDS, "is_active"]


class OwnNameForm(forms.ModelForm):
    """What staff change about themselves in the editor; contacts are changed in the account."""

    class Meta:
        model = User
        fields = ["name"]
