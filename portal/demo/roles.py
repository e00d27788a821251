"""The people that the tour lends, each with what they can try here; and one story that leads through them all."""

from dataclasses import dataclass, field

from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.demo.people import GIVEN


@dataclass(frozen=True)
class Role:
    key: str
    title: str
    text: str
    url: str
    email: str = ""
    steps: list = field(default_factory=list)


ROLES = {
    role.key: role
    for role in (
        Role(
            "visitor",
            _("A visitor"),
            _("On an old phone, in Spanish or Portuguese. Reads, looks for help, joins."),
            "/",
            steps=[
                _("Change the language: the same page opens."),
                _("Open “Get help” and try the quick exit."),
                _("Join with any number: the code is in the outbox."),
            ],
        ),
        Role(
            "member",
            _("A member"),
            _("Sees her standing, her receipts and her data."),
            reverse_lazy("member_home"),
            "member@example.org",
            [_("Look at your dues."), _("Tell us your town."), _("Download your data.")],
        ),
        Role(
            "treasurer",
            _("The treasurer"),
            _("Takes dues in cash, in three taps."),
            reverse_lazy("cash_find"),
            "treasurer@example.org",
            [_("Find a member by name."), _("Record some cash."), _("Read the receipt in the outbox.")],
        ),
        Role(
            "collector",
            _("A collector"),
            _("Takes dues at a meeting; sees no ledger and nobody else’s box."),
            reverse_lazy("cash_find"),
            "collector@example.org",
            [_("Take dues from somebody new."), _("Print the receipt."), _("Count your batch.")],
        ),
        Role(
            "organizer",
            _("An organizer"),
            _("Plans events, and walks with members on their paths."),
            reverse_lazy("events:index"),
            "organizer@example.org",
            [
                _("Make an event."),
                _("Open the guests of the one that has been, and mark who came."),
                _("See who is where on the paths."),
            ],
        ),
        Role(
            "editor",
            _("An editor"),
            _("Changes pages, translates them, puts up an alert."),
            reverse_lazy("wagtailadmin_home"),
            "editor@example.org",
            [_("Change a page and publish it."), _("Translate the change."), _("Put up an alert.")],
        ),
        Role(
            "administrator",
            _("An administrator"),
            _("May do everything."),
            reverse_lazy("wagtailadmin_home"),
            "administrator@example.org",
        ),
    )
}

# Pairs of a title and what to do; one step leads to the next.
STORY = [
    (_("Sign a petition"), _("As a visitor, open a petition and sign it. The code is in the outbox.")),
    (_("Become a member"), _("Join with any number, on “Join”. The code is in the outbox again.")),
    (_("Pay in cash"), _("As the treasurer, find the name that you joined with and record some cash.")),
    (_("Take part"), _("As the member, say that you come to an event, and read a guide.")),
    (
        _("Take the next step"),
        format_lazy(
            _(
                "As the organizer, open the guests of the event that has been and mark that {name} came. Be the member "
                "again: her path shows it."
            ),
            name=GIVEN[0],
        ),
    ),
]
