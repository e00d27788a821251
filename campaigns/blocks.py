"""What campaigns and petitions tell their story with, beside the blocks that every page has."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import StoryBlock
from home.blocks.fields import (
    SENTENCE_FEATURES,
    TEXT_FEATURES,
    demonstration_block,
    heading_block,
    rows,
    source_block,
    text_block,
)
from home.blocks.links import links_block
from home.blocks.story import AnchoredStreamBlock, QuoteBlock, StatisticsBlock
from home.blocks.struct import StructBlock


class AsksBlock(StructBlock):
    heading = heading_block()
    items = rows(
        ("title", blocks.CharBlock(max_length=120, required=False, label=_("In a few words"))),
        ("text", blocks.TextBlock(label=_("What we ask for"))),
        label=_("Demands"),
    )

    class Meta:
        icon = "list-ol"
        label = _("What we ask for")
        description = _("The demands, numbered large. Three is a good number.")
        template = "blocks/asks_block.html"
        preview_value = {
            "heading": "What we ask for",
            "items": [{"title": "One sheet", "text": "English, Spanish and Portuguese side by side."}],
        }


class NumbersSectionBlock(StatisticsBlock):
    class Meta:
        template = "blocks/numbers_section_block.html"


class QuotesBlock(StructBlock):
    heading = heading_block(required=True)
    items = blocks.ListBlock(QuoteBlock(), min_num=1, label=_("Quotes"))

    class Meta:
        icon = "openquote"
        label = _("In our words")
        description = _("Quotes of several people side by side. Ask each of them first.")
        template = "blocks/quotes_block.html"
        preview_value = {
            "heading": "In our words",
            "items": [{"words": "I had nothing to show.", "name": "Nadège", "about": "", "portrait": "nadege"}],
        }


class NewsBlock(StructBlock):
    heading = heading_block(required=True)
    items = rows(
        ("when", blocks.CharBlock(max_length=40, label=_("When"))),
        ("title", blocks.CharBlock(max_length=120, label=_("What happened"))),
        ("text", blocks.TextBlock(label=_("Text"))),
        ("demonstration", demonstration_block()),
        label=_("News"),
    )

    class Meta:
        icon = "calendar"
        label = _("News of the campaign")
        description = _("What happened since, the newest first.")
        template = "blocks/news_block.html"
        preview_value = {
            "heading": "News",
            "items": [{"when": "November 4", "title": "One thousand signatures", "text": "Thank you."}],
        }


class WaysBlock(StructBlock):
    heading = heading_block(required=True)
    items = rows(
        ("title", blocks.CharBlock(max_length=100, label=_("Title"))),
        ("text", blocks.TextBlock(required=False, label=_("Text"))),
        ("source", source_block()),
        ("links", links_block(max_num=1)),
        label=_("Ways to help"),
    )

    class Meta:
        icon = "pick"
        label = _("Ways to help")
        description = _("Short cards: what else a reader can do.")
        template = "blocks/section_cards_block.html"
        preview_value = {"heading": "Three ways to help", "items": [{"title": "Sign", "text": "And ask a friend."}]}


class CampaignStoryBlock(StoryBlock):
    asks = AsksBlock()

    class Meta:
        template = "blocks/story_block.html"


class CampaignSectionsBlock(AnchoredStreamBlock):
    """The sections below a campaign's story, each across the whole page."""

    numbers = NumbersSectionBlock()
    quotes = QuotesBlock()
    news = NewsBlock()
    ways = WaysBlock()

    class Meta:
        required = False
        template = "blocks/story_block.html"


class LetterBlock(blocks.StreamBlock):
    """A petition's letter: paragraphs, and what it asks for, numbered."""

    paragraphs = StructBlock(
        [("html", text_block(TEXT_FEATURES))],
        icon="pilcrow",
        label=_("Paragraphs"),
        description=_("What the letter says."),
        template="blocks/letter_text_block.html",
        preview_value={"html": "<p>We clean homes, raise children and care for older people.</p>"},
    )
    asks = StructBlock(
        [("intro", blocks.CharBlock(max_length=120)), ("items", rows(("html", text_block(SENTENCE_FEATURES))))],
        icon="list-ol",
        label=_("What we ask for"),
        description=_("The demands, numbered."),
        template="blocks/letter_asks_block.html",
        preview_value={"intro": "We ask you to:", "items": [{"html": "<p>publish one plain hire sheet;</p>"}]},
    )

    class Meta:
        required = False
