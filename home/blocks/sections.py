"""The sections of the home page, each across the whole page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.fields import heading_block
from home.blocks.links import links_block
from home.blocks.story import AnchoredStreamBlock, CardsBlock
from home.blocks.struct import StructBlock


class ProgramsBlock(StructBlock):
    heading = heading_block(required=True)
    text = blocks.TextBlock(required=False, label=_("Text"))

    class Meta:
        icon = "grip"
        label = _("Our programs")
        description = _("Lists the program pages by themselves, with their symbol and summary.")
        template = "blocks/programs_block.html"
        preview_value = {"heading": "Four programs", "text": "Start with the one you need today."}


class RadioBlock(StructBlock):
    kicker = blocks.CharBlock(max_length=40, label=_("Word above the heading"))
    heading = heading_block(required=True)
    text = blocks.TextBlock(label=_("Text"))
    label = blocks.CharBlock(max_length=40, label=_("Words of the button"), help_text=_("Leads to the newest show."))
    read_label = blocks.CharBlock(
        max_length=40, label=_("Words of the second link"), help_text=_("Leads to all shows.")
    )

    class Meta:
        icon = "media"
        label = _("Radio")
        description = _("Invites to the radio show and leads to the newest one by itself.")
        template = "blocks/radio_block.html"
        preview_value = {
            "kicker": "Radio",
            "heading": "Ask on the air. Somebody else has the same question.",
            "text": "Every Tuesday at 7 p.m.",
            "label": "The last show",
            "read_label": "All shows",
        }


class WelcomeBlock(StructBlock):
    heading = heading_block(required=True)
    text = blocks.TextBlock(label=_("Text"))
    links = links_block()

    class Meta:
        icon = "group"
        label = _("Welcome")
        description = _("The gold block with three faces that closes the home page.")
        template = "blocks/welcome_block.html"
        preview_value = {"heading": "Come as you are. Stay if you like.", "text": "Visit us or call.", "links": []}


class LineBlock(StructBlock):
    text = blocks.CharBlock(max_length=160, label=_("Sentence"))

    class Meta:
        icon = "minus"
        label = _("One line")
        description = _("One quiet sentence between sections.")
        template = "blocks/line_block.html"
        preview_value = {"text": "The law protects men too."}


class SectionCardsBlock(CardsBlock):
    class Meta:
        template = "blocks/section_cards_block.html"


class SectionsBlock(AnchoredStreamBlock):
    programs = ProgramsBlock()
    cards = SectionCardsBlock()
    radio = RadioBlock()
    welcome = WelcomeBlock()
    line = LineBlock()

    class Meta:
        required = False
        template = "blocks/story_block.html"
