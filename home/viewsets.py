"""Staff's forms for records: words in all languages side by side, one Publish button."""

from django.db.models import ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from home.models import Alert, AlertText, FooterText, LawReview
from home.words import words_form, words_panel


class KeepUsedDeleteView(DeleteView):
    """What other records stand on is not deleted; staff read why."""

    why_not = _("Other things here still need this. It was not deleted.")
    sentence = None

    def get_success_message(self):
        return self.sentence or super().get_success_message()

    def delete_action(self):
        """The sentence is made while the words of the record still stand: they go with it."""
        self.sentence = self.get_success_message()
        super().delete_action()

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            messages.error(self.request, self.why_not)
            return redirect(self.get_success_url())


class RecordViewSet(ModelViewSet):
    """Staff's list and form of a record: never copied, and not deleted while something stands on it."""

    copy_view_enabled = False
    delete_view_class = KeepUsedDeleteView


class PublishCreateView(CreateView):
    submit_button_label = _("Publish")


class PublishEditView(EditView):
    submit_button_label = _("Publish")


class AlertViewSet(RecordViewSet):
    model = Alert
    name = "alerts"
    menu_label = _("Alerts")
    icon = "warning"
    menu_order = 210
    add_to_admin_menu = True
    add_view_class = PublishCreateView
    edit_view_class = PublishEditView
    list_display = ["name", "severity", "starts_at", "ends_at"]
    list_filter = ["severity"]
    edit_handler = ObjectList(
        [
            words_panel(
                {"label": _("Bold words"), "text": _("Sentence"), "link_label": _("Words of the link")},
                heading=_("What it says"),
            ),
            MultiFieldPanel([FieldPanel("link_page"), FieldPanel("link_address")], heading=_("Where it leads")),
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("severity"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                ],
                heading=_("When it shows"),
            ),
        ],
        base_form_class=words_form(AlertText, ["label", "text", "link_label"], required=["text"]),
    )


class LawReviewViewSet(RecordViewSet):
    model = LawReview
    name = "legal-checks"
    menu_label = _("Legal checks")
    icon = "glasses"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "owner", "law_checked_on", "checked_by", "review_due"]
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=_("Which text this is about, in words that colleagues recognize.")),
            FieldPanel("owner"),
            FieldPanel("sources"),
            FieldRowPanel([FieldPanel("law_checked_on"), FieldPanel("checked_by"), FieldPanel("review_due")]),
        ]
    )


FOOTER_WORDS = {
    "tagline": _("Who we are, in a sentence"),
    "promise": _("What we promise"),
    "emergency": _("In an emergency"),
    "trackers": _("About cookies and trackers"),
    "made_by": _("Last line"),
    "demonstration_note": _("What is invented here"),
}

footer_edit_handler = ObjectList(
    [words_panel(FOOTER_WORDS, heading=_("At the foot of every page"))],
    base_form_class=words_form(FooterText, list(FOOTER_WORDS), required=["promise"]),
)
