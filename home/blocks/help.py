"""What the help page is made of: whom to call, and answers that open with a tap."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.fields import BOLD_FEATURES, heading_block, rows, text_block
from home.blocks.links import ANCHOR, links_block
from home.blocks.story import StoryBlock
from home.blocks.struct import StructBlock


class CallsBlock(StructBlock):
    items = rows(
        (
            "number",
            blocks.RegexBlock(
                regex=r"^\+?[0-9]{3,15}$",
                required=False,
                label=_("Number"),
                help_text=_("Digits only. Leave empty for our own phone, with its hours."),
                error_messages={"invalid": _("Write only the digits, like 211 or +12035550142.")},
            ),
        ),
        ("title", blocks.CharBlock(max_length=120, label=_("For whom or what"))),
        ("html", text_block(BOLD_FEATURES)),
        ("label", blocks.CharBlock(max_length=40, label=_("Words of the button"))),
        label=_("Whom to call"),
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Whom to call")
        description = _("Large numbers to tap, the most urgent first.")
        template = "blocks/calls_block.html"
        preview_value = {
            "items": [
                {"number": "211", "title": "A bed, food, a doctor", "html": "<p>Day and night.</p>", "label": "Call"}
            ]
        }


class AnswersBlock(StructBlock):
    heading = heading_block(required=True)
    items = rows(
        (
            "anchor",
            blocks.RegexBlock(
                regex=ANCHOR, required=False, label=_("Anchor"), help_text=_("For links to this answer.")
            ),
        ),
        ("title", blocks.CharBlock(max_length=120, label=_("What happened to me"))),
        ("html", text_block()),
        ("links", links_block()),
        label=_("Answers"),
    )

    class Meta:
        icon = "help"
        label = _("Answers right now")
        description = _("What to do first, one answer a problem; they open with a tap and print open.")
        template = "blocks/answers_block.html"
        preview_value = {
            "heading": "Short answers",
            "items": [
                {"anchor": "", "title": "They did not pay me", "html": "<p>Write down your hours.</p>", "links": []}
            ],
        }


class HelpBlock(StoryBlock):
    calls = CallsBlock()
    answers = AnswersBlock()

    class Meta:
        required = False
        template = "blocks/story_block.html"
