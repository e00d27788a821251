"""The letter that people signed stays as they read it. The sentence for staff stands beside the rule.

A letter is frozen in all languages from the first confirmed signature on, as long as one stands; a page that becomes
public later is frozen from that day. Nobody changes it, administrators neither: whoever signed agreed to
these words, slips of the pen included. Whatever way a page is saved (form, translation, an old draft, a timer), the
signed words are put back; the form says so instead of losing silently what was typed.
"""

from django.utils.translation import gettext_lazy as _

FROZEN = ("petition", "target", "salutation", "letter")
SIGNED = _("People have signed this letter, so it stays as they read it. For other words, begin a new petition.")
NOT_DELETED = _("People have signed here, so the page is kept. You can unpublish it instead.")


def put_back(page, signed):
    """Gives `page` the words of `signed`, the same page as it was signed; nothing to do when that is None."""
    for name in FROZEN if signed else ():
        setattr(page, name, getattr(signed, name))


def says_the_same(ours, theirs):
    """True when a reader reads the same in both values of a frozen field, whatever the editor adds around the words."""
    return words_of(ours) == words_of(theirs)


def words_of(value):
    if not hasattr(value, "stream_block"):
        return value
    texts = value.stream_block.get_searchable_content(value)
    return [word for text in texts for word in str(text).split()]
