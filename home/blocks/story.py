"""What pages tell their story with. Every block says what it is for and shows itself filled in the editor's picker."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.anchors import anchored
from home.blocks.fields import (
    SENTENCE_FEATURES,
    demonstration_block,
    heading_block,
    rows,
    source_block,
    text_block,
)
from home.blocks.links import links_block
from home.blocks.media import DownloadBlock, PictureBlock, RecordingBlock
from home.blocks.struct import StructBlock
from home.enums import Portrait, Tone


class QuoteBlock(StructBlock):
    words = blocks.TextBlock(label=_("Words"), help_text=_("Without quotation marks: the page adds them."))
    name = blocks.CharBlock(max_length=80, label=_("Who said it"))
    about = blocks.CharBlock(max_length=120, required=False, label=_("Who that is"))
    portrait = blocks.ChoiceBlock(choices=Portrait.choices, required=False, label=_("Drawn portrait"))
    demonstration = demonstration_block()

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's own words, with a name and a face. Ask the person first.")
        template = "blocks/quote_block.html"
        preview_value = {
            "words": "I had a notebook with little suns for the days I worked. It turned out to be evidence.",
            "name": "Wilson",
            "about": "home care worker",
            "portrait": "wilson",
            "demonstration": True,
        }


class StatisticsBlock(StructBlock):
    heading = heading_block()
    intro = blocks.TextBlock(required=False, label=_("Introduction"))
    items = rows(
        ("number", blocks.CharBlock(max_length=20, label=_("Number"))),
        ("label", blocks.CharBlock(max_length=140, label=_("What it counts"))),
        ("source", source_block(required=True)),
        ("year", blocks.IntegerBlock(min_value=1900, max_value=2200, label=_("Year"))),
        label=_("Numbers"),
    )

    class Meta:
        icon = "table"
        label = _("Numbers")
        description = _("Large numbers, each with its source and year. A number without a source cannot be published.")
        template = "blocks/statistics_block.html"
        preview_value = {
            "heading": "The numbers, and where they come from",
            "intro": "",
            "items": [
                {"number": "2 years", "label": "Time limit to claim unpaid wages", "source": "State law", "year": 2026}
            ],
        }


class TimelineBlock(StructBlock):
    heading = heading_block()
    items = rows(
        ("when", blocks.CharBlock(max_length=40, label=_("When"))),
        ("title", blocks.CharBlock(max_length=120, label=_("What happened"))),
        ("text", blocks.TextBlock(required=False, label=_("Text"))),
        ("source", source_block()),
        label=_("Moments"),
    )

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("What happened, year by year, from the oldest to the newest.")
        template = "blocks/timeline_block.html"
        preview_value = {
            "heading": "How we got here",
            "items": [{"when": "2012", "title": "It starts at the kitchen table", "text": "", "source": ""}],
        }


class StepsBlock(StructBlock):
    heading = heading_block()
    intro = blocks.TextBlock(required=False, label=_("Introduction"))
    demonstration = demonstration_block()
    items = rows(
        ("title", blocks.CharBlock(max_length=120, required=False, label=_("Title"))),
        ("text", blocks.TextBlock(label=_("Text"))),
        ("source", source_block()),
        label=_("Steps"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, or what happens, in order. The page numbers the steps.")
        template = "blocks/steps_block.html"
        preview_value = {
            "heading": "If you were not paid",
            "intro": "",
            "demonstration": False,
            "items": [
                {"title": "", "text": "Write down what you remember: days and hours.", "source": ""},
                {"title": "", "text": "Keep every message, photo and note.", "source": ""},
            ],
        }


class StatementsBlock(StructBlock):
    heading = heading_block()
    demonstration = demonstration_block()
    items = rows(("html", text_block(SENTENCE_FEATURES)), ("source", source_block()), label=_("Statements"))

    class Meta:
        icon = "clipboard-list"
        label = _("Statements with sources")
        description = _("Sentences about law or history, each with where it comes from.")
        template = "blocks/statements_block.html"
        preview_value = {
            "heading": "What the law says, in short",
            "demonstration": False,
            "items": [{"html": "<p>There is a two-year limit.</p>", "source": "State law"}],
        }


class AccordionBlock(StructBlock):
    heading = heading_block()
    items = rows(
        ("title", blocks.CharBlock(max_length=140, label=_("Question or title"))),
        ("html", text_block()),
        label=_("Parts"),
    )

    class Meta:
        icon = "collapse-down"
        label = _("Parts that open")
        description = _("Questions whose answers open with a tap. Not for what everybody must read.")
        template = "blocks/accordion_block.html"
        preview_value = {"heading": "", "items": [{"title": "Who can come?", "html": "<p>Everybody.</p>"}]}


class CallToActionBlock(StructBlock):
    heading = heading_block(required=True)
    text = blocks.TextBlock(required=False, label=_("Text"))
    links = links_block()

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("The one thing you want the reader to do next.")
        template = "blocks/call_to_action_block.html"
        preview_value = {"heading": "Come and see", "text": "Visit us, call, or sit in on a workshop.", "links": []}


class CardsBlock(StructBlock):
    heading = heading_block()
    intro = blocks.TextBlock(required=False, label=_("Introduction"))
    demonstration = demonstration_block()
    items = rows(
        ("title", blocks.CharBlock(max_length=100, label=_("Title"))),
        ("text", blocks.TextBlock(label=_("Text"))),
        ("source", source_block()),
        ("links", links_block(max_num=1)),
        label=_("Cards"),
    )

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("Ways on: short cards that lead to other pages.")
        template = "blocks/cards_block.html"
        preview_value = {
            "heading": "Beyond one complaint",
            "intro": "",
            "demonstration": False,
            "items": [{"title": "Know your rights", "text": "Short, in plain words.", "source": "", "links": []}],
        }


class ContactCardBlock(StructBlock):
    heading = heading_block()
    text = blocks.TextBlock(required=False, label=_("Text"))

    class Meta:
        icon = "mail"
        label = _("Contact card")
        description = _("Address, phone and hours, taken from Settings › Facts: change them once, there.")
        template = "blocks/contact_card_block.html"
        preview_value = {"heading": "Three ways to reach us", "text": ""}


class NoticeBlock(StructBlock):
    tone = blocks.ChoiceBlock(choices=Tone.choices, default=Tone.INFORMATION, label=_("Tone"))
    html = text_block(SENTENCE_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("A few sentences set apart, with a colored edge.")
        template = "blocks/notice_block.html"
        preview_value = {"tone": "information", "html": "<p>This is information, not legal advice.</p>"}


class HeadingBlock(StructBlock):
    text = heading_block(required=True)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a part of the page; long pages list these headings at the side.")
        template = "blocks/heading_block.html"
        preview_value = {"text": "What we believe"}


class TextBlock(StructBlock):
    html = text_block()

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Short sentences; at most three in a paragraph.")
        template = "blocks/rich_text_block.html"
        preview_value = {"html": "<p>The person who lives a problem knows most about it.</p>"}


class AnchoredStreamBlock(blocks.StreamBlock):
    """A story whose parts can be linked to: each block gets an anchor made of its heading."""

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"parts": anchored(value)}


class KeptBlock(StructBlock):
    heading = heading_block()

    class Meta:
        icon = "lock"
        label = _("What we keep")
        description = _("What the website keeps about people, why and until when: printed by the rules that erase it.")
        template = "blocks/kept_block.html"
        preview_value = {"heading": "What we keep"}


class StoryBlock(AnchoredStreamBlock):
    """The body of every page of the site."""

    heading = HeadingBlock()
    rich_text = TextBlock()
    statements = StatementsBlock()
    steps = StepsBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    statistics = StatisticsBlock()
    timeline = TimelineBlock()
    accordion = AccordionBlock()
    cards = CardsBlock()
    call_to_action = CallToActionBlock()
    download = DownloadBlock()
    recording = RecordingBlock()
    contact_card = ContactCardBlock()
    notice = NoticeBlock()
    kept = KeptBlock()

    class Meta:
        required = False
        template = "blocks/story_block.html"
