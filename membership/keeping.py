"""Why we keep what we keep, and until when.

Every model that holds something about a person declares it in a class attribute `keeping`, which names each of its
fields as personal or not. The sentences beside forms and on the privacy page, and the daily deletion, come from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps


@dataclass(frozen=True)
class Keeping:
    """One declaration. `what` names it for the reader, `why` and `until` are whole sentences.

    `forget(now)` deletes or blanks what is due and returns how many rows it forgot; None when something else ends
    these rows, which `until` says. `is_copy` when all of it is made from other declared rows, to find them by.
    """

    why: str
    until: str
    personal: tuple[str, ...]
    impersonal: tuple[str, ...]
    forget: Callable[[datetime], int] | None = None
    what: str = ""
    is_copy: bool = False


def declarations():
    """All models with a declaration, lower layers first."""
    return {model: model.keeping for model in apps.get_models() if isinstance(getattr(model, "keeping", None), Keeping)}


def declared_to_readers():
    """The declarations that concern a reader: those with something personal in them."""
    return [keeping for keeping in declarations().values() if keeping.personal and keeping.what]


def forget_expired(now):
    """Forgets everything that is due at `now`; maps model labels to the number of rows. Doing it again is harmless."""
    due = {model._meta.label: keeping.forget for model, keeping in declarations().items() if keeping.forget}
    return {label: forget(now) for label, forget in due.items()}
