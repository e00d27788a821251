"""The last day of a pause, typed by a member or by staff."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.services.breaks import LONGEST_MONTHS
from membership.standing import DAY, months_after


class PauseForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Last day of the pause"),
        help_text=_("Within a year. You can end it earlier."),
        widget=forms.DateInput(attrs={"class": "input w-date", "type": "date"}),
        error_messages={"required": _("Choose a last day for the pause, within a year.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        limits = {"min": today + DAY, "max": months_after(today, LONGEST_MONTHS)}
        self.fields["ends_on"].widget.attrs |= {name: day.isoformat() for name, day in limits.items()}
