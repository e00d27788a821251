"""The blocks that stories are made of. One file per kind; each block has its template in `templates/blocks/`."""

from home.blocks.help import HelpBlock
from home.blocks.links import LinkBlock
from home.blocks.sections import SectionsBlock
from home.blocks.story import StoryBlock
from home.blocks.transcript import TranscriptBlock

__all__ = ["HelpBlock", "LinkBlock", "SectionsBlock", "StoryBlock", "TranscriptBlock"]
