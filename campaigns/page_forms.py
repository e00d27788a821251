from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from campaigns.rules import FROZEN, SIGNED, put_back, says_the_same
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


class PetitionPageForm(WagtailAdminPageForm):
    """Opens with the words that people signed, whatever an older draft says, and takes no others."""

    def __init__(self, *args, instance=None, **kwargs):
        self.signed_face = instance.signed_face if instance else None
        put_back(instance, self.signed_face)
        super().__init__(*args, instance=instance, **kwargs)
        for name in FROZEN if self.signed_face else ():
            self.fields[name].help_text = SIGNED

    def clean(self):
        cleaned = super().clean()
        for name in FROZEN if self.signed_face else ():
            if name in cleaned and not says_the_same(cleaned[name], getattr(self.signed_face, name)):
                self.add_error(name, SIGNED)
        return cleaned
