"""The people that the tour lends: each with what they can try here."""

from dataclasses import dataclass, field

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


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
