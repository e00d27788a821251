"""The form of a dues rate: amounts as people write them."""

from django.utils.translation import gettext_lazy as _

from home.words import words_form
from membership.forms.amounts import AmountsField, CentsField
from membership.models import DuesRateText


class RateForm(words_form(DuesRateText, ["name", "about"], required=["name"])):
    suggested = AmountsField(
        label=_("Suggested amounts"), help_text=_("One after the other, with a comma and a space: 5, 10, 15, 25")
    )
    minimum = CentsField(label=_("Least amount"), least=0, help_text=_("Nobody can choose less. 0 is allowed."))

    def clean(self):
        data = super().clean()
        if "minimum" in data and any(cents < data["minimum"] for cents in data.get("suggested", ())):
            self.add_error("suggested", _("No suggested amount can be less than the least amount."))
        return data
