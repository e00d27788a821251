"""Who is in good standing on a day, for votes; and who does not pay now, for the treasurer. Two questions each."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from membership.enums import Method
from membership.models import Payment, Person, WaiverReason
from membership.services.overview import waived_until
from membership.services.standing import membership_of
from membership.standing import reaches, standing_on


@dataclass(frozen=True)
class Voter:
    family_name: str
    given_name: str
    town: str

    @property
    def name(self):
        """The family name first, as lists are read."""
        return f"{self.family_name}, {self.given_name}" if self.family_name else self.given_name


def reading_order(voter):
    """By family name, accents and capitals aside: Álvarez stands among the A's whatever the database thinks."""
    words = unicodedata.normalize("NFKD", f"{voter.family_name}\0{voter.given_name}").casefold()
    return "".join(letter for letter in words if not unicodedata.combining(letter))


def voters_on(day, states):
    """The members whose standing on `day` is one of `states`, by family name."""
    known = membership_of()
    may = {pk for pk, history in known.histories.items() if standing_on(day, history, known.grace_days).state in states}
    names = Person.objects.known().members().values_list("pk", "family_name", "given_name", "town").iterator()
    return sorted((Voter(*row) for pk, *row in names if pk in may), key=reading_order)


@dataclass(frozen=True)
class Waived:
    person: Person
    until: date
    reason: str


def current_waivers(today):
    """Whose waiver runs on `today`, until when and why, the first to end first: three questions."""
    waivers = Payment.objects.counting().filter(method=Method.WAIVER).by_current_person()
    reasons = dict(WaiverReason.objects.order_by("asked_at").values_list("payment", "text"))
    words = {}
    for pk, payer in waivers.order_by("pk").values_list("pk", "payer"):
        words[payer] = reasons.get(pk, "")
    known = membership_of(list(words))
    ends = {pk: end for pk, history in known.histories.items() if (end := end_of(history, known, today))}
    people = Person.objects.known().in_bulk(list(ends))
    found = [Waived(people[pk], end, words[pk]) for pk, end in ends.items() if pk in people]
    return sorted(found, key=lambda waived: (waived.until, waived.person.family_name, waived.person.pk))


def end_of(history, known, today):
    return waived_until(history, reaches(history.lines, history.pauses, known.grace_days), today)
