"""What a period of dues costs somebody: a pure choice."""


def price_for(amount: int, *, agreed: int = 0, as_agreed: bool = True, minimum: int = 0) -> int:
    """The price of a period, in cents, when somebody pays `amount`.

    As `agreed` before: paying more lasts longer, paying less waits as credit. Else the amount is the new price, but
    never less than `minimum`: then it waits too.
    """
    if as_agreed and agreed:
        return agreed
    return max(amount, minimum)
