"""People who are looked for, and the words they are found by."""

from membership.models import NameWord, Person
from membership.models.name_word import NAMED, words_of
from membership.services.people import create_person


def found(words):
    return {person.given_name for person in Person.objects.known().matching(words)}


def somebody(given="Ana", family="", contact=None, **more):
    person = create_person(given, family_name=family, language="es", contact=contact)
    for name, value in more.items():
        setattr(person, name, value)
    person.save()
    return person


def kept():
    return set(NameWord.objects.values_list("person", "word"))


def as_named():
    """What a fresh fill would make."""
    return {(pk, word) for pk, *names in Person.objects.values_list("pk", *NAMED) for word in words_of(names)}
