"""Staff's lists of people and dues rates."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from home.viewsets import PublishCreateView, PublishEditView, RecordViewSet
from home.words import words_form, words_panel
from membership.models import DuesRate, DuesRateText, Person


class PersonViewSet(RecordViewSet):
    model = Person
    name = "people"
    menu_label = _("People")
    icon = "group"
    menu_order = 225
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_fields = ["given_name", "family_name", "called", "language", "town", "zip_code", "joined_on"]
    list_display = [
        Column("name", label=_("Name"), accessor="name", sort_key="family_name"),
        Column("town", label=_("Town")),
        Column("language", label=_("Language")),
        Column("joined_on", label=_("Member since"), sort_key="joined_on"),
    ]
    search_fields = ["given_name", "family_name", "town"]
    ordering = ["family_name", "given_name", "pk"]
    form_fields = ["given_name", "family_name", "called", "town", "zip_code", "joined_on"]


class DuesRateViewSet(RecordViewSet):
    model = DuesRate
    name = "dues-rates"
    menu_label = _("Dues rates")
    icon = "tag"
    menu_order = 240
    add_to_admin_menu = True
    add_view_class = PublishCreateView
    edit_view_class = PublishEditView
    edit_handler = ObjectList(
        [
            words_panel({"name": _("Name"), "about": _("One sentence")}, heading=_("What it says")),
            FieldRowPanel([FieldPanel("period"), FieldPanel("minimum"), FieldPanel("is_offered")]),
            FieldPanel("suggested"),
        ],
        base_form_class=words_form(DuesRateText, ["name", "about"], required=["name"]),
    )
