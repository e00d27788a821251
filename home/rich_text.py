"""What rich text knows of languages: links lead to the reader's, words in another one are marked."""

from django.conf import settings
from django.utils.html import escape
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.pages import PageLinkHandler

from home.blocks.fields import DEFAULT_LANGUAGE
from home.faces import in_readers_language


class ReaderPageLinkHandler(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """One query for all links of a text. The words of a link to a page that is gone or private stay, without it."""
        ids = [attrs.get("id") for attrs in attrs_list]
        faces = in_readers_language(ids)
        pages = (faces.get(int(pk)) if pk else None for pk in ids)
        return [f'<a href="{escape(page.url)}">' if page and not page.is_limited else "<a>" for page in pages]


def with_languages(html):
    """Marks words in the site's default language with `lang`, so that a screen reader says them right.

    They are stored as <code>, which no story uses otherwise: translators' strings may hold only inline tags without
    attributes. Editors have a button for it; translators type the tag, as they type <b>.
    """
    return html.replace("<code>", f'<i lang="{settings.LANGUAGE_CODE}">').replace("</code>", "</i>")


def register_default_language(features):
    """A button of the text editor for such words, named after the language."""
    features.register_editor_plugin(
        "draftail",
        DEFAULT_LANGUAGE,
        InlineStyleFeature(
            {
                "type": "DEFAULT_LANGUAGE",
                "label": settings.LANGUAGE_CODE.upper(),
                "description": format_lazy(
                    _("Words in {language}"), language=dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
                ),
                "style": {"fontStyle": "italic", "textDecoration": "underline dotted"},
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        DEFAULT_LANGUAGE,
        {
            "from_database_format": {"code": InlineStyleElementHandler("DEFAULT_LANGUAGE")},
            "to_database_format": {"style_map": {"DEFAULT_LANGUAGE": "code"}},
        },
    )
