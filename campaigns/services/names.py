"""How many people may answer with one contact."""

from campaigns.exceptions import TooManyNamesError

NAMES_A_CONTACT = 2


def refuse_third_name(rows, proof):
    """Couples share a phone; more names than two among `rows` under the contact of `proof` are for staff to look at.

    Raises TooManyNamesError.
    """
    if rows.filter(person__contacts__kind=proof.kind, person__contacts__value=proof.value).count() >= NAMES_A_CONTACT:
        raise TooManyNamesError
