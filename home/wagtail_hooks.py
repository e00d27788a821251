"""The editors' side of the ground."""

from wagtail import hooks

from home.rich_text import ReaderPageLinkHandler


@hooks.register("register_rich_text_features", order=20)
def lead_links_to_the_readers_language(features):
    features.register_link_type(ReaderPageLinkHandler)
