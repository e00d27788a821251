import pytest

from home.searching import LONGEST_QUERY, clean_query, index_words


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  wage \n complaint\t", "wage complaint"),
        ("pay\x00\x07check", "pay check"),
        ("x" * 500, "x" * LONGEST_QUERY),
        ("", ""),
        ("\u200b\u200b", ""),
    ],
    ids=["spaces", "controls", "long", "empty", "invisible"],
)
def test_question_is_cleaned(typed, cleaned):
    assert clean_query(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('pay" OR 1=1 --', "pay or 1 1"),
        ("O'Brien (2026)", "o brien 2026"),
        ("cafe\u0301", "caf\u00e9"),
        ('"*^', ""),
    ],
    ids=["operators", "marks", "decomposed", "nothing"],
)
def test_index_is_given_words_only(typed, words):
    assert index_words(typed) == words
