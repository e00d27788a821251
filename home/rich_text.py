"""Links inside rich text lead to the page in the reader's language, with one query for all links of a text."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from home.faces import in_readers_language


class ReaderPageLinkHandler(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """The words of a link to a page that is gone or private stay, without the link."""
        ids = [attrs.get("id") for attrs in attrs_list]
        faces = in_readers_language(ids)
        pages = (faces.get(int(pk)) if pk else None for pk in ids)
        return [f'<a href="{escape(page.url)}">' if page and not page.is_limited else "<a>" for page in pages]
