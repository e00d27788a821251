"""The fields that many blocks share, each with its words in one place."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.struct import StructBlock

DEFAULT_LANGUAGE = "default-language"  # words to say as they stand: a feature of ours (`home/rich_text.py`)
BOLD_FEATURES = ["bold", DEFAULT_LANGUAGE]
SENTENCE_FEATURES = ["bold", "italic", DEFAULT_LANGUAGE, "link"]
TEXT_FEATURES = [*SENTENCE_FEATURES, "document-link", "ol", "ul", "h3"]


def heading_block(required=False, **kwargs):
    return blocks.CharBlock(max_length=120, required=required, label=_("Heading"), **kwargs)


def source_block(required=False):
    return blocks.CharBlock(
        max_length=250,
        required=required,
        label=_("Source"),
        help_text=_("Where this comes from: a law, an office, a newspaper with its date."),
    )


def demonstration_block():
    return blocks.BooleanBlock(
        required=False,
        label=_("Invented, for demonstration"),
        help_text=_("Prints the word “Demonstration” beside it, so that nobody takes it for true."),
    )


def text_block(features=TEXT_FEATURES, **kwargs):
    return blocks.RichTextBlock(features=features, label=_("Text"), **kwargs)


def rows(*fields, **kwargs):
    """A list of rows, each with these named fields."""
    return blocks.ListBlock(StructBlock(list(fields)), min_num=1, **kwargs)
