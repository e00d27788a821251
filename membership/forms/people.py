"""Staff's forms about a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.services.people import plain


class EraseForm(forms.Form):
    """Whoever erases writes a name of the person: a slip of the finger erases nobody."""

    name = forms.CharField(
        label=_("To be sure, write the given or the family name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the given or the family name of this person.")},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self):
        names = {plain(name) for name in (self.person.given_name, self.person.family_name, self.person.name)} - {""}
        if plain(self.cleaned_data["name"]) not in names:
            raise forms.ValidationError(_("This is not the name of this person. Nothing was erased."))
        return self.cleaned_data["name"]
