"""The treasurer's corner of the editor: the menu of the accounts, dues rates, dues and accounts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from home.viewsets import PublishCreateView, PublishEditView, RecordViewSet
from home.words import words_panel
from membership.forms.rates import RateForm
from membership.models import DuesRate
from membership.money import format_cents


def suggested_in_words(rate):
    return ", ".join(format_cents(cents) for cents in rate.suggested)


class DuesRateViewSet(RecordViewSet):
    model = DuesRate
    name = "dues-rates"
    menu_label = _("Dues rates")
    icon = "tag"
    add_view_class = PublishCreateView
    edit_view_class = PublishEditView
    list_display = [
        "__str__",
        Column("suggested", label=_("Suggested amounts"), accessor=suggested_in_words),
        "is_offered",
    ]
    edit_handler = ObjectList(
        [
            words_panel({"name": _("Name"), "about": _("One sentence")}, heading=_("What it says")),
            FieldRowPanel([FieldPanel("period"), FieldPanel("suggested"), FieldPanel("minimum")]),
            FieldPanel("is_offered"),
        ],
        base_form_class=RateForm,
    )


class PermittedItem(MenuItem):
    def __init__(self, label, url_name, permission, **kwargs):
        self.permission = f"membership.{permission}"
        super().__init__(label, reverse(url_name), name=url_name.replace("_", "-"), **kwargs)

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


class DuesGroup(ModelViewSetGroup):
    menu_label = _("Dues")
    menu_icon = "clipboard-list"
    menu_order = 232
    items = (DuesRateViewSet,)

    def get_submenu_items(self):
        return [
            PermittedItem(_("Overview"), "dues_overview", "view_payment", icon_name="view", order=1),
            PermittedItem(_("Ledger"), "dues_ledger", "view_payment", icon_name="list-ul", order=2),
            PermittedItem(_("Months"), "dues_months", "view_payment", icon_name="calendar", order=3),
            PermittedItem(_("Waivers"), "dues_waivers", "view_payment", icon_name="form", order=4),
            PermittedItem(_("Members in good standing"), "dues_voters", "view_person", icon_name="group", order=5),
            PermittedItem(_("Cards"), "cards", "view_payment", icon_name="resubmit", order=6),
            *super().get_submenu_items(),
        ]


def account(name, heading, help_text):
    return FieldPanel(f"{name}_account", heading=heading, help_text=help_text)


settings_edit_handler = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("grace_days"), FieldPanel("waiver_months")]),
                FieldPanel("sends_reminders"),
            ],
            heading=_("Membership"),
            help_text=_("A change counts at once, for everybody, also for the time before it."),
        ),
        MultiFieldPanel([FieldPanel("payable_to"), FieldPanel("zelle")], heading=_("How people pay")),
        MultiFieldPanel([FieldPanel("tax_number"), FieldPanel("donations_are_deductible")], heading=_("On receipts")),
        MultiFieldPanel(
            [
                account("cash", _("Cash on hand"), _("What was taken in by hand and is not at the bank yet.")),
                account("bank", _("Bank"), _("Deposits, Zelle and bank debits.")),
                account("card", _("Money at the card company"), _("Until the company pays it out.")),
                account("adjustment", _("Adjustments"), _("Corrections and what was carried over.")),
                account("dues", _("Dues"), _("Income from members.")),
                account("donation", _("Donations"), _("Income from gifts.")),
                account("difference", _("Cash over and short"), _("What a count found more or less.")),
                account("fee", _("Fees"), _("What the card company keeps.")),
            ],
            heading=_("Accounts"),
            help_text=_("The codes of your bookkeeping. The journal is written with them."),
        ),
    ]
)
