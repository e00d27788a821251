"""What people type into search boxes."""

import re
import unicodedata

LONGEST_QUERY = 200


def clean_query(text):
    """The words of a query without what no index can hold, at most LONGEST_QUERY characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:LONGEST_QUERY].strip()


def index_words(text):
    """The words of a query as an index takes them: letters and digits only, for quotes and AND mean something to it."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text))).lower()
