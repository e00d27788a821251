from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from home.enums import Portrait

MOST_PORTRAITS = 3


def at_most_three(portraits):
    if len(portraits) > MOST_PORTRAITS:
        raise ValidationError(_("Choose three at most: they stand side by side."))


class CampaignPageForm(WagtailAdminPageForm):
    portraits = forms.MultipleChoiceField(
        label=_("Drawn portraits"),
        choices=Portrait.choices,
        required=False,
        validators=[at_most_three],
        widget=forms.CheckboxSelectMultiple,
    )
