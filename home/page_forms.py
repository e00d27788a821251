from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class MediaPageForm(WagtailAdminPageForm):
    spoken_languages = forms.MultipleChoiceField(
        label=_("Spoken in"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("recording_file") and cleaned.get("recording_address"):
            self.add_error("recording_address", _("Choose one: a file or a link to another website."))
        return cleaned
