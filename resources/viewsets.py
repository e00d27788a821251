"""Staff's forms for guides and topics. A guide's record can also be made inside the form of its page."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.chooser import ChooserViewSet

from home.viewsets import RecordViewSet
from home.words import words_form, words_panel
from resources.models import Resource, Topic, TopicText

LAW = [
    FieldPanel("owner"),
    FieldPanel("sources"),
    FieldRowPanel([FieldPanel("law_checked_on"), FieldPanel("checked_by"), FieldPanel("review_due")]),
]
GRANT = [
    FieldPanel("grant_funded"),
    FieldRowPanel([FieldPanel("grant_approved_on"), FieldPanel("grant_approved_by")]),
]


class ResourceViewSet(RecordViewSet):
    model = Resource
    name = "guides"
    menu_label = _("Guides")
    icon = "doc-full"
    menu_order = 205
    add_to_admin_menu = True
    list_display = ["name", "audience", "members_only", "law_checked_on", "review_due"]
    list_filter = ["audience", "members_only", "topics"]
    search_fields = ["name", "owner"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [FieldPanel("audience"), FieldPanel("topics", widget=forms.CheckboxSelectMultiple)],
                heading=_("In the library"),
            ),
            MultiFieldPanel([FieldPanel("members_only"), FieldPanel("file")], heading=_("Who may read it")),
            MultiFieldPanel(LAW, heading=_("What it says about law")),
            MultiFieldPanel(GRANT, heading=_("Grant")),
        ]
    )


class TopicViewSet(RecordViewSet):
    model = Topic
    name = "topics"
    menu_label = _("Topics of guides")
    icon = "tag"
    menu_order = 206
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "thread"]
    edit_handler = ObjectList(
        [
            words_panel({"name": _("Name")}, heading=_("What readers see")),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("thread")]),
        ],
        base_form_class=words_form(TopicText, ["name"], required=["name"]),
    )


class ResourceChooserViewSet(ChooserViewSet):
    """In the form of a guide's page: choose its record, or make it there."""

    model = Resource
    name = "guide-chooser"
    icon = "doc-full"
    choose_one_text = _("Choose a guide")
    choose_another_text = _("Choose another guide")
    edit_item_text = _("Edit this guide")
    form_fields = ["name", "audience", "owner", "sources", "review_due", "members_only", "grant_funded"]
    creation_tab_label = _("New guide")
    create_action_label = _("Make this guide")


resource_chooser = ResourceChooserViewSet("guide_chooser", url_prefix="guide-chooser")
