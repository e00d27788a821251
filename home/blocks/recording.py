"""Sound and film: our own files play here; another company's player opens only by the reader's own tap."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from home.addresses import host_of


class RecordingValue(blocks.StructValue):
    @cached_property
    def host(self):
        """The company that learns of a tap on the link."""
        return host_of(self.get("address"))


class RecordingBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    document = DocumentChooserBlock(
        required=False, label=_("Sound file"), help_text=_("mp3, m4a or ogg. Best for privacy.")
    )
    address = blocks.URLBlock(required=False, label=_("Or a link"), help_text=_("To a recording on another website."))
    duration = blocks.IntegerBlock(required=False, min_value=1, max_value=600, label=_("Minutes"))
    transcript = blocks.TextBlock(
        required=False, label=_("What is said"), help_text=_("For whoever cannot hear it or has little data.")
    )

    class Meta:
        icon = "media"
        label = _("Sound or film")
        description = _(
            "A recording. Nothing is loaded from another company before the reader taps, and the page says so."
        )
        template = "blocks/recording_block.html"
        value_class = RecordingValue
        preview_value = {
            "title": "“Two Saturdays and no pay”",
            "address": "https://radio.example.org/1",
            "duration": 24,
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("document")) == bool(cleaned.get("address")):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose one: a sound file or a link to another website."))]
            )
        return cleaned
