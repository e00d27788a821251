"""Pictures, files, sound and film: our own play here; another company's player opens only by the reader's own tap."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from home.addresses import host_of
from home.blocks.struct import StructBlock


class PictureBlock(StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))
    credit = blocks.CharBlock(required=False, max_length=120, label=_("Who made it"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _(
            "A picture with a caption and the name of whoever made it. Say what it shows, or mark it decorative."
        )
        template = "blocks/picture_block.html"
        preview_template = "blocks/preview/picture.html"


class DownloadBlock(StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    about = blocks.CharBlock(max_length=250, required=False, label=_("What it is"))
    document = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file to keep or print. The page says its kind and size.")
        template = "blocks/download_block.html"
        preview_template = "blocks/preview/download.html"


class RecordingValue(blocks.StructValue):
    @cached_property
    def host(self):
        """The company that learns of a tap on the link."""
        return host_of(self.get("address"))


class RecordingBlock(StructBlock):
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
