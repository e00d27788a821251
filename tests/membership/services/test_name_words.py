from membership.models import NameWord, Person
from membership.services.name_words import mend_name_words


def words():
    return sorted(NameWord.objects.values_list("person__given_name", "word"))


def test_what_older_code_wrote_is_mended(db, django_assert_num_queries):
    people = Person.objects.bulk_create(
        Person(given_name=name, family_name="Núñez") for name in ("Ana", "Beto", "Caro")
    )
    before = words()
    NameWord.objects.filter(person=people[0]).delete()
    people[1].name_words.filter(word="beto").update(word="berto")
    assert mend_name_words() == 2
    assert (words(), mend_name_words()) == (before, 0)
    with django_assert_num_queries(2):
        mend_name_words()
