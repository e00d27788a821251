from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.fields import source_block
from home.blocks.struct import StructBlock


class TranscriptBlock(blocks.StreamBlock):
    """What was said on a show, line by line."""

    line = StructBlock(
        [
            (
                "time",
                blocks.RegexBlock(
                    regex=r"^(\d{1,2}:)?\d{1,2}:\d{2}$",
                    required=False,
                    label=_("Minute"),
                    error_messages={"invalid": _("Write minutes and seconds, like 02:10.")},
                ),
            ),
            ("speaker", blocks.CharBlock(max_length=80, label=_("Who speaks"))),
            ("words", blocks.TextBlock(label=_("Words"))),
            ("source", source_block()),
        ],
        icon="comment",
        label=_("Line"),
        description=_("One turn of one speaker."),
        template="blocks/transcript_line_block.html",
        preview_value={"time": "02:10", "speaker": "Luz, host", "words": "We have a call.", "source": ""},
    )

    class Meta:
        required = False
