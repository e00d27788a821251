"""What the treasurer, collectors and whoever walks with members do first, for their first page in the editor."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from home.welcome import FirstThing

WITH_PEOPLE = [
    FirstThing(
        "membership.add_payment",
        _("Take cash"),
        _("Find a name, record what it pays, send the receipt."),
        reverse_lazy("cash_find"),
    ),
    FirstThing(
        "membership.view_payment",
        _("See the dues"),
        _("How members stand, what came in, what is not at the bank yet."),
        reverse_lazy("dues_overview"),
    ),
    FirstThing(
        "membership.view_person",
        _("Find a person"),
        _("How to reach them, how they stand, what happened."),
        reverse_lazy("people:index"),
    ),
    FirstThing(
        "membership.view_enrollment",
        _("Who is where"),
        _("How far members are on their paths, and what they do next."),
        reverse_lazy("who_is_where"),
    ),
]


def with_people(request):
    return WITH_PEOPLE
