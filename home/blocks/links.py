"""A link that an editor sets: to a page, to a fixed place of the site, or to an address."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from home.addresses import ADDRESS, NO_ADDRESS
from home.blocks.struct import StructBlock
from home.enums import Place

ANCHOR = r"^[a-z0-9-]*$"


class ChosenPage(SimpleLazyObject):
    """A page that an editor chose; knows its id, and asks the database only for whoever wants more."""

    def __init__(self, pk):
        super().__init__(lambda: Page.objects.filter(pk=pk).first())
        self.__dict__["chosen_id"] = pk


def chosen_id(page):
    """The id of what a page chooser holds: a chosen page, a page or nothing."""
    return None if page is None else page.__dict__.get("chosen_id") or page.pk


class LazyPageChooserBlock(blocks.PageChooserBlock):
    """Chooses a page without reading it back each time a story is shown: links are resolved together (`Frame.url_of`).

    Not offered to translators: a link finds the translation of its page by itself.
    """

    def bulk_to_python(self, values):
        return [ChosenPage(pk) if pk else None for pk in values]

    def get_prep_value(self, value):
        return chosen_id(value)

    def get_form_state(self, value):
        return super().get_form_state(value and Page.objects.filter(pk=chosen_id(value)).first())

    def extract_references(self, value):
        if value is not None:
            yield Page, str(chosen_id(value)), "", ""

    def get_translatable_segments(self, value):
        return []

    def deconstruct(self):
        """Migrations know it as Wagtail's own chooser, so that this class may move."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class LinkValue(blocks.StructValue):
    @property
    def page_id(self):
        return chosen_id(self.get("page"))

    @property
    def fixed_url(self):
        """Where a link to a fixed place or an address leads."""
        return reverse(self["place"]) if self.get("place") else self.get("address") or ""


class LinkBlock(StructBlock):
    label = blocks.CharBlock(
        max_length=60, label=_("Words of the link"), help_text=_("A verb first: “Read the guide”.")
    )
    page = LazyPageChooserBlock(required=False, label=_("Page"))
    anchor = blocks.RegexBlock(
        regex=ANCHOR, required=False, label=_("Part of the page"), help_text=_("Only if the link leads to one part.")
    )
    place = blocks.ChoiceBlock(choices=Place.choices, required=False, label=_("Or a fixed place of this site"))
    address = blocks.RegexBlock(
        regex=ADDRESS,
        required=False,
        label=_("Or an address"),
        help_text=_("https://…, tel:+1203… or mailto:…"),
        error_messages={"invalid": NO_ADDRESS},
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        form_classname = "struct-block link-block"

    def clean(self, value):
        cleaned = super().clean(value)
        if sum(bool(cleaned.get(name)) for name in ("page", "place", "address")) != 1:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose one target: a page, a fixed place or an address."))]
            )
        return cleaned


def links_block(max_num=2):
    """A list of no, one or more links; the first is drawn as the button."""
    return blocks.ListBlock(LinkBlock(), min_num=0, max_num=max_num, default=[], label=_("Links"))
