"""Invented people: half of them members, some with a login, most with one contact, in all languages."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import phonenumbers
from allauth.account.models import EmailAddress
from django.conf import settings

from bench.rows import numbers, write
from membership.enums import ContactKind, Purpose
from membership.models import Consent, ContactPoint, NameWord, Pause, Person, Resignation, User
from membership.models.name_word import NAMED, words_of

YEARS = 3
GIVEN = [
    f"{stem}{end}"
    for stem in ("An", "Ros", "Lu", "Mart", "El", "Jo", "Brun", "Tom")
    for end in ("a", "és", "ina", "ela", "ito", "ana", "iel")
]
FAMILY = [
    f"{stem}{end}"
    for stem in ("Prueb", "Muestr", "Ejempl", "Model", "Exempl", "Amostr", "Test", "Mold", "Essai", "Patrón")
    for end in ("a", "ez", "inho", "eira", "al", "ano", "ón", "ete")
]
TOWNS = ["Testville", "Sampleton", "Mockbury", "Demoville", "Benchford", "Trialtown", "Proofburg", "Modelham"]


class People:
    """Makes them; afterwards `members` holds (id, day of joining) of each member, `ids` everybody's."""

    def __init__(self, size, chance):
        self.chance, self.draw = chance, chance.draw("people")
        self.person_ids, self.user_ids = numbers(Person), numbers(User)
        self.languages = list(settings.CENTER.languages)
        self.rows = [self.person(number) for number in range(size.people)]

    @property
    def ids(self):
        return [row.pk for row in self.rows if row.merged_into_id is None]

    @property
    def members(self):
        return [(row.pk, row.joined_on) for row in self.rows if row.joined_on]

    def person(self, number):
        """Every second one is a member; of two hundred one is the same as the one before."""
        draw = self.draw
        pk = next(self.person_ids)
        row = Person(
            pk=pk,
            handle=UUID(int=draw.getrandbits(128), version=4),
            given_name=" ".join(draw.sample(GIVEN, draw.choice((1, 1, 2)))),
            family_name=" ".join(draw.sample(FAMILY, draw.choice((1, 2)))),
            language=draw.choice(self.languages),
        )
        if number % 200 == 199:
            row.merged_into_id = pk - 1
            return row
        row.town = draw.choice(TOWNS)
        if number % 2 == 0:
            row.joined_on = self.chance.today - timedelta(days=draw.randrange(YEARS * 365))
        return row

    def write(self):
        logins = list(self.logins())
        write(User, logins)
        write(EmailAddress, (address_of(user) for user in logins if user.email))
        write(Person, self.rows)
        write(NameWord, self.words())
        write(ContactPoint, self.contacts())
        write(Consent, self.consents())
        write(Pause, self.pauses())
        write(Resignation, self.resignations())

    def logins(self):
        """Three of ten members log in, with the contact that they gave."""
        for row in self.rows:
            if row.joined_on and self.draw.random() < 0.3:
                row.user_id = next(self.user_ids)
                kind, value = contact_of(row)
                user = User(pk=row.user_id, handle=UUID(int=self.draw.getrandbits(128), version=4))
                setattr(user, kind, value)
                user.set_unusable_password()
                user.last_login = self.noon(row.joined_on)
                yield user

    def words(self):
        for row in self.rows:
            for word in words_of(getattr(row, name) for name in NAMED):
                yield NameWord(person_id=row.pk, word=word)

    def contacts(self):
        for row in self.rows:
            if row.merged_into_id is None:
                kind, value = contact_of(row)
                verified_at = self.noon(row.joined_on) if row.user_id else None
                yield ContactPoint(person_id=row.pk, kind=kind, value=value, preferred=True, verified_at=verified_at)

    def consents(self):
        for row in self.rows:
            if row.merged_into_id is None and self.draw.random() < 0.4:
                kind, _value = contact_of(row)
                given_at = self.noon(row.joined_on or self.chance.today)
                yield Consent(
                    person_id=row.pk, purpose=Purpose.NEWS, channel=kind, wording="Yes.", given_at=given_at, how="bench"
                )

    def pauses(self):
        for pk, joined_on in self.members:
            if self.draw.random() < 0.02:
                first = joined_on + timedelta(days=self.draw.randrange(300))
                yield Pause(person_id=pk, starts_on=first, ends_on=first + timedelta(days=self.draw.randrange(20, 120)))

    def resignations(self):
        for pk, joined_on in self.members:
            left_on = joined_on + timedelta(days=self.draw.randrange(30, 900))
            if self.draw.random() < 0.04 and left_on <= self.chance.today:
                yield Resignation(person_id=pk, resigned_on=left_on)

    def noon(self, day):
        return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def contact_of(person):
    """An address that cannot exist (RFC 2606), or a number that nobody has: no area begins with a zero."""
    if person.pk % 5 < 3:
        return ContactKind.EMAIL.value, f"bench{person.pk}@example.net"
    country = phonenumbers.country_code_for_region(settings.CENTER.phone_region)
    return ContactKind.PHONE.value, f"+{country}00{person.pk:08}"


def address_of(user):
    return EmailAddress(user_id=user.pk, email=user.email, verified=True, primary=True)
