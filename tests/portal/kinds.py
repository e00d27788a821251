"""The kinds of rules that `addresses.py` is written in: whom an address is for, and what others get there."""

from dataclasses import dataclass, field, replace

from tests.portal.world import STAFF, VISITORS

# What is answered besides a number: where somebody is led instead.
LOGIN, EDITOR, NAME = "to log in", "to the editor's first page", "to say their name"

EVERYBODY = frozenset(VISITORS)
MEMBERS = frozenset({"stranger", "owner"})
STAFF_ONLY = frozenset(STAFF)
ADMINISTRATOR = frozenset({"administrator"})
CONTENT = frozenset({"editor", "administrator"})
CAMPAIGNS = frozenset({"organizer", "administrator"})
MONEY = frozenset({"treasurer", "administrator"})
TABLE = MONEY | {"collector"}
PEOPLE = STAFF_ONLY - {"editor", "collector"}


@dataclass(frozen=True)
class Rule:
    """`who` comes in, and gets `get` for a look and `post` for an empty form. Others get what `others` says of them.

    `args` names what the address is made of, as attributes of the World. `holder` says that whoever has the address may
    see what it shows: it is a secret of its own.
    """

    who: frozenset
    args: str = ""
    get: object = 200
    post: object = 405
    others: dict = field(default_factory=dict)
    holder: bool = False

    def answers(self, visitor):
        """What `visitor` gets: a pair for GET and POST."""
        if visitor in self.who:
            return self.get, self.post
        said = self.others[visitor]
        return said if isinstance(said, tuple) else (said, said)


def public(args="", get=200, post=405, **others):
    """Everybody, but those of `others`."""
    return Rule(EVERYBODY - set(others), args, get, post, others)


def holder(args, get=200, post=405, **others):
    """Whoever holds the link: what is whose stands in it, signed."""
    return replace(public(args, get, post, **others), holder=True)


def closed(args=""):
    """Nobody: the address is known to a library, and leads nowhere."""
    return public(args, 404, 404)


def logged_in(args="", get=200, post=405, **others):
    """Whoever is logged in, about their own login."""
    return Rule(EVERYBODY - {"nobody"} - set(others), args, get, post, {"nobody": LOGIN} | others)


def visitors_only(get=200, post=200):
    """Who is not logged in; others are led to where they belong."""
    return Rule(frozenset({"nobody"}), "", get, post, dict.fromkeys(MEMBERS, 302) | dict.fromkeys(STAFF, EDITOR))


def members(args="", get=200, post=405, **others):
    """Members, each about their own person; staff have none and would say their name first."""
    others = {"nobody": LOGIN} | dict.fromkeys(STAFF, NAME) | others
    return Rule(MEMBERS - set(others), args, get, post, others)


def editor(who, args="", get=200, post=405, **others):
    """Staff of these roles; other staff are led back unless `others` says more, members read that it is not theirs."""
    led = {"nobody": LOGIN} | dict.fromkeys(MEMBERS, 403) | dict.fromkeys(STAFF, EDITOR)
    return Rule(who, args, get, post, led | others)


def records(name, thing, look, *, change=None, add=None, delete=None, deleted=302):
    """The addresses of a list of records: who sees it, and who changes, makes and deletes them (as who sees it).

    `deleted` is what deleting gets: 302, or EDITOR when something else stands on the record.
    """
    change, pk = change or look, f"{thing}.pk"
    rules = {
        "index": editor(look),
        "index_results": editor(look),
        "add": editor(add or change, post=200),
        "edit": editor(change, pk, post=200),
        "delete": editor(look if delete is None else delete, pk, post=deleted),
        "usage": editor(look, pk),
        "history": editor(change, pk),
        "history_results": editor(change, pk),
    }
    return {f"{name}:{verb}": rule for verb, rule in rules.items()}


def chooser(name, thing, make):
    """Chosen from in forms of pages: names only, for all staff; `make` may make new ones there."""
    rules = {verb: editor(STAFF_ONLY) for verb in ("choose", "choose_results", "chosen_multiple")}
    rules |= {"chosen": editor(STAFF_ONLY, f"{thing}.pk"), "create": editor(make, post=200)}
    return {f"{name}:{verb}": rule for verb, rule in rules.items()}
