"""Campaign staff's screens. Who signed is for them only; the counts are for everybody."""

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from campaigns.event_viewsets import EventViewSet
from campaigns.models import Campaign, Grant, Petition, Signature
from campaigns.panels import MONEY
from campaigns.services.appearing import review_comment
from campaigns.services.campaigns import end_campaign
from home.viewsets import RecordViewSet
from membership.models import Person


class CampaignForm(WagtailAdminModelForm):
    def save(self, commit=True):
        campaign = super().save(commit=commit)
        if commit and not campaign.is_open:
            end_campaign(campaign)
        return campaign


class CampaignViewSet(RecordViewSet):
    model = Campaign
    name = "campaigns"
    menu_label = _("Campaigns")
    icon = "pick"
    list_display = ["name", BooleanColumn("is_open", label=_("Goes on"), sort_key="is_open"), "activity", "funding"]
    list_filter = ["is_open", "activity", "funding"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]), FieldPanel("is_open"), MONEY],
        base_form_class=CampaignForm,
    )


class PetitionIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("campaign")


class PetitionViewSet(RecordViewSet):
    model = Petition
    name = "petitions"
    menu_label = _("Petitions")
    icon = "edit"
    index_view_class = PetitionIndexView
    list_display = ["name", "campaign", Column("signature_count", label=_("Signatures"), sort_key="signature_count")]
    list_display += ["shown_goal", "opens_on", "closes_on"]
    list_filter = ["campaign", "activity", "funding"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("campaign"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
            FieldRowPanel([FieldPanel("goal"), FieldPanel("minimum_shown")]),
            MONEY,
        ]
    )


class GrantViewSet(RecordViewSet):
    model = Grant
    name = "grants"
    menu_label = _("Grants")
    icon = "key"
    form_fields = ["name", "funder"]
    list_display = ["name", "funder"]


class SignaturePolicy(ModelPermissionPolicy):
    """Nobody adds or deletes a signature here: people sign, and take back, themselves."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class CommentForm(WagtailAdminModelForm):
    """Staff read a comment and decide; nothing else of a signature is theirs to change."""

    class Meta:
        model = Signature
        fields = ["comment_state"]

    def save(self, commit=True):
        return review_comment(self.instance, self.cleaned_data["comment_state"])


def in_its_language(signature):
    """The comment of `signature`, marked with the language in which it was written."""
    if not signature.comment:
        return ""
    return format_html('<span lang="{}">{}</span>', signature.language, signature.comment)


class CommentPanel(FieldPanel):
    class BoundPanel(FieldPanel.BoundPanel):
        @cached_property
        def value_from_instance(self):
            return in_its_language(self.instance)


class SignatureIndexView(IndexView):
    """Found by the signer, as people are found, or by what the comment says."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("person", "petition")

    def search_queryset(self, queryset):
        signers = Person.objects.matching(self.search_query).values("pk")
        return queryset.filter(Q(person__in=signers) | Q(comment__icontains=self.search_query))


class SignatureEditView(EditView):
    page_title = _("Read the comment")

    def get_page_subtitle(self):
        return str(self.object)


class SignatureViewSet(RecordViewSet):
    model = Signature
    name = "signatures"
    menu_label = _("Signatures")
    icon = "group"
    index_view_class = SignatureIndexView
    edit_view_class = SignatureEditView
    ordering = ["-created_at"]
    list_display = [
        "__str__",
        Column("get_state_display", label=_("Signature is"), sort_key="state"),
        Column("get_display_display", label=_("Name in public"), classname="when-wide"),
        Column("comment", label=_("Comment"), accessor=in_its_language),
        Column("get_comment_state_display", label=_("Comment is"), sort_key="comment_state"),
        "language",
        "confirmed_at",
    ]
    list_filter = ["petition", "state", "comment_state", "display", "language"]
    search_fields = ["comment"]
    edit_handler = ObjectList(
        [CommentPanel("comment", read_only=True), FieldPanel("display", read_only=True), FieldPanel("comment_state")],
        base_form_class=CommentForm,
    )


class CampaignGroup(ModelViewSetGroup):
    menu_label = _("Campaigns")
    menu_icon = "pick"
    menu_order = 230
    items = (EventViewSet, CampaignViewSet, PetitionViewSet, SignatureViewSet, GrantViewSet)


class CampaignChooserViewSet(ChooserViewSet):
    """The record of a campaign's page; a new one can be made without leaving the page."""

    model = Campaign
    icon = "pick"
    choose_one_text = _("Choose a campaign")
    choose_another_text = _("Choose another campaign")
    create_action_label = _("Make it")
    form_fields = ["name", "slug", "activity", "funding"]


class PetitionChooserViewSet(ChooserViewSet):
    model = Petition
    icon = "edit"
    choose_one_text = _("Choose a petition")
    choose_another_text = _("Choose another petition")
    create_action_label = _("Make it")
    form_fields = ["campaign", "name", "slug", "opens_on", "closes_on", "goal", "activity", "funding"]
