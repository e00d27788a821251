"""Words without what people write differently each time: accents, capitals, hyphens."""

import re
import unicodedata

LONGEST = 100  # letters of a word that are looked at
WORD = re.compile(r"[^\W_]+")
UNSEEN = ("M", "Cf")  # marks on letters, and what only says how letters join or which way they run


def folded(text):
    """`text` in small letters, without accents and without signs that nobody sees."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in plain if not unicodedata.category(sign).startswith(UNSEEN))


def words_in(text):
    """The folded words of `text`, each once, in their order: whatever is no letter or digit parts them."""
    return list(dict.fromkeys(word[:LONGEST] for word in WORD.findall(folded(text))))
