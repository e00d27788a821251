import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.models import NameWord, Person
from membership.models.lookups import LAST, first_after

SIGNS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
AWKWARD = [
    "a",
    "ab",
    "a%",
    "a_",
    "a\\",
    "a\\%",
    "a'b",
    'a"b',
    "A",
    "á",
    "b",
    LAST,
    f"a{LAST}",
    f"a{LAST}b",
    "\ud7ff",
    "\ue000",
]


@pytest.mark.parametrize(
    ("beginning", "after"),
    [("ana", "anb"), ("a", "b"), (f"a{LAST}", "b"), (LAST, None), ("", None), ("a\ud7ff", "a\ue000"), ("\x7f", "\x80")],
)
def test_what_comes_first_after_a_beginning(beginning, after):
    assert first_after(beginning) == after


@pytest.fixture
def words(db):
    """Each awkward word once."""
    ana = Person.objects.create(given_name="–")
    NameWord.objects.bulk_create(NameWord(person=ana, word=word) for word in AWKWARD)
    return NameWord.objects.values_list("word", flat=True)


@pytest.mark.parametrize("beginning", [*AWKWARD, "", "a%b", "%", "_", "\\", "x" * 1_000])
def test_begins_finds_what_begins_so_sign_by_sign(words, beginning):
    assert set(words.filter(word__begins=beginning)) == {word for word in AWKWARD if word.startswith(beginning)}


@pytest.mark.parametrize("beginning", ["a", "%", ""])
def test_the_others_are_found_by_what_they_are_not(words, beginning):
    assert set(words.exclude(word__begins=beginning)) == {word for word in AWKWARD if not word.startswith(beginning)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SIGNS)
def test_any_beginning_can_be_asked_for(words, beginning):
    assert set(words.filter(word__begins=beginning)) == {word for word in AWKWARD if word.startswith(beginning)}
