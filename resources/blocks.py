"""What guides are made of besides the story blocks of every page."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import StoryBlock
from home.blocks.fields import SENTENCE_FEATURES, heading_block, rows, source_block, text_block
from home.blocks.struct import StructBlock
from resources.pay import in_cents, pay_week

MOST_HOURS = 168  # a week has no more


class InShortBlock(StructBlock):
    title = heading_block(required=True)
    items = rows(("html", text_block(SENTENCE_FEATURES)), label=_("Sentences"))

    class Meta:
        icon = "list-ul"
        label = _("In short")
        description = _("The three things that a reader in a hurry must know. At the top of the guide.")
        template = "blocks/in_short_block.html"
        preview_value = {"title": "In short", "items": [{"html": "<p>Write down your hours today.</p>"}]}


def amount_block(label, **kwargs):
    return blocks.DecimalBlock(label=label, min_value=0, max_value=100_000, decimal_places=2, **kwargs)


class PayWeekValue(blocks.StructValue):
    @cached_property
    def week(self):
        """The count of the week (`PayWeek`)."""
        paid = self.get("paid")
        return pay_week(
            self["hours"],
            in_cents(self["rate"]),
            full_week=self["full_week"],
            factor=self["factor"],
            paid=None if paid is None else in_cents(paid),
        )


class PayWeekBlock(StructBlock):
    title = heading_block(required=True)
    text = blocks.TextBlock(required=False, label=_("Text"))
    hours = blocks.DecimalBlock(
        label=_("Hours worked"),
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=2,
        help_text=_("In the week; 45 minutes are 0.75."),
    )
    rate = amount_block(_("Pay for an hour"))
    paid = amount_block(
        _("What was paid"), required=False, help_text=_("Empty: the page does not say what may be owed.")
    )
    full_week = blocks.DecimalBlock(
        label=_("Overtime after"), min_value=1, max_value=MOST_HOURS, default=Decimal(40), help_text=_("Hours a week.")
    )
    factor = blocks.DecimalBlock(
        label=_("An hour of overtime is worth"),
        min_value=1,
        max_value=3,
        default=Decimal("1.5"),
        help_text=_("Times the pay for an hour."),
    )
    source = source_block()

    class Meta:
        icon = "clipboard-list"
        label = _("A week of pay")
        description = _("Counts a week with its overtime and draws it. You type hours and pay, the page counts.")
        template = "blocks/pay_week_block.html"
        value_class = PayWeekValue
        preview_value = {
            "title": "A week of 50 hours at $18",
            "text": "",
            "hours": Decimal(50),
            "rate": Decimal(18),
            "paid": None,
            "full_week": Decimal(40),
            "factor": Decimal("1.5"),
            "source": "State law",
        }


class MessageBlock(StructBlock):
    intro = blocks.TextBlock(required=False, label=_("Introduction"))
    words = blocks.TextBlock(
        label=_("Message"), help_text=_("Without quotation marks. Put what the reader changes in [brackets].")
    )

    class Meta:
        icon = "mail"
        label = _("Message to copy")
        description = _("Words that the reader can send. A button copies them.")
        template = "blocks/message_block.html"
        preview_value = {"intro": "Change the parts in brackets:", "words": "Hello [name]. You still owe me [amount]."}


class TableBlock(StructBlock):
    title = heading_block()
    first = blocks.CharBlock(max_length=60, label=_("Head of the first column"))
    second = blocks.CharBlock(max_length=60, label=_("Head of the second column"))
    third = blocks.CharBlock(max_length=60, required=False, label=_("Head of the third column"))
    items = rows(
        ("first", blocks.CharBlock(max_length=120, label=_("First column"))),
        ("second", text_block(SENTENCE_FEATURES)),
        ("third", blocks.CharBlock(max_length=120, required=False, label=_("Third column"))),
        label=_("Rows"),
    )
    source = source_block()

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Two or three columns. Long tables are hard to read on a phone.")
        template = "blocks/table_block.html"
        preview_value = {
            "title": "",
            "first": "From",
            "second": "Per hour",
            "third": "",
            "items": [{"first": "January 1, 2026", "second": "<p>$20</p>", "third": ""}],
            "source": "",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["third"] and any(row["third"] for row in cleaned["items"]):
            raise blocks.StructBlockValidationError(
                {"third": ValidationError(_("Give the third column a head, or leave it empty in every row."))}
            )
        return cleaned


class CallUsBlock(StructBlock):
    heading = heading_block(required=True)
    html = text_block(SENTENCE_FEATURES)

    class Meta:
        icon = "mobile-alt"
        label = _("Call us")
        description = _("What to do when it happens, with our phone from Settings › Facts under it.")
        template = "blocks/call_us_block.html"
        preview_value = {"heading": "If this happens to you", "html": "<p>We count the weeks with you.</p>"}


class GuideBlock(StoryBlock):
    in_short = InShortBlock()
    pay_week = PayWeekBlock()
    message = MessageBlock()
    table = TableBlock()
    call_us = CallUsBlock()

    class Meta:
        required = False
        template = "blocks/story_block.html"
