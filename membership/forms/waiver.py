"""What a member may say when they ask not to pay."""

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.models import WaiverReason


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=_("Your words to us"),
        help_text=_("You do not have to say why. Only whoever keeps our accounts reads it, for one year."),
        max_length=WaiverReason._meta.get_field("text").max_length,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
