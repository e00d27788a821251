import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership.folding import LONGEST, folded, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("José", ["jose"]),
        ("JOÃO", ["joao"]),
        ("Muñoz Peña", ["munoz", "pena"]),
        (unicodedata.normalize("NFD", "Ángela"), ["angela"]),
        ("María-José O'Neil", ["maria", "jose", "o", "neil"]),
        ("Straße STRASSE", ["strasse"]),
        ("İpek", ["ipek"]),
        ("ﬁna ２３", ["fina", "23"]),
        ("ana_rosa  ana", ["ana", "rosa"]),
        ("\u202aAna\u202c \u200fאנה", ["ana", "אנה"]),
        ("Ana \N{ROSE}", ["ana"]),
        ("x" * (LONGEST + 1), ["x" * LONGEST]),
        ("", []),
        ("– ' \\ % _ \0", []),
        ("\u0301\u0303", []),
        ("\ud800", []),
    ],
)
def test_words_are_folded_and_parted(text, words):
    assert words_in(text) == words


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
    assert words_in(" ".join(words_in(text))) == words_in(text)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_capitals_and_the_way_accents_are_written_make_no_difference(text):
    for other in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text), text.casefold()):
        assert words_in(other) == words_in(text)


@given(st.text(), st.text())
def test_the_beginning_of_a_text_begins_its_folded_form(beginning, rest):
    assert folded(beginning + rest).startswith(folded(beginning))
