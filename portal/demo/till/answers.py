"""How the till answers: lists with their filters, and ids that are expanded to what they name."""

from portal.demo.till.errors import TillError
from portal.demo.till.params import ANY
from portal.demo.till.store import public

IDS = "customer subscription invoice payment_intent charge latest_charge latest_invoice source"
EXPANDABLE = {*IDS.split(), "balance_transaction", "failure_balance_transaction"}
BOUNDS = {
    "gt": lambda created, bound: created > bound,
    "gte": lambda created, bound: created >= bound,
    "lt": lambda created, bound: created < bound,
    "lte": lambda created, bound: created <= bound,
}
PAGE = {"limit": int, "starting_after": str, "created": dict.fromkeys(BOUNDS, int)}


def page(till, kind, params, *, url, filters):
    """One page of the things of a kind, the newest first."""
    rows = [row for row in till.all(kind) if fits(row, params, filters)]
    limit, after = params.get("limit", 10), params.get("starting_after")
    if not 1 <= limit <= 100:
        raise TillError("This value must be between 1 and 100.", code="parameter_invalid_integer", param="limit")
    if after:
        till.get(after, kind, param="starting_after")
        rows = rows[next((index for index, row in enumerate(rows) if row["id"] == after), len(rows)) + 1 :]
    data = [public(row) for row in rows[:limit]]
    return {"object": "list", "data": data, "has_more": len(rows) > limit, "url": url}


def fits(row, params, filters):
    """Whether a thing is what was asked for; `filters` says where each filter looks."""
    if row.get("deleted"):
        return False
    bounds = params.get("created", {}).items()
    if not all(BOUNDS[name](row["created"], bound) for name, bound in bounds):
        return False
    return all(look(row) == params[name] for name, look in filters.items() if params.get(name, ANY) is not ANY)


def expanded(till, thing, paths):
    for path in paths:
        expand(till, thing, path, path)
    return thing


def expand(till, thing, path, asked):
    head, _, rest = path.partition(".")
    if isinstance(thing, list):
        for one in thing:
            expand(till, one, path, asked)
        return
    bring(till, thing, head)
    value = thing.get(head, ANY)
    if value is ANY or not (head in EXPANDABLE or isinstance(value, (dict, list))):
        raise TillError(f"This property cannot be expanded ({head}).", param="expand", code="parameter_unknown")
    if isinstance(value, str):
        thing[head] = public(till.get(value, None))
    if rest and thing[head] is not None:
        expand(till, thing[head], rest, asked)


def bring(till, thing, name):
    """What an answer has only when it is asked for."""
    if (thing.get("object"), name) == ("invoice", "payments"):
        paid = [public(one) for one in till.all("invoice_payment") if one["invoice"] == thing["id"]]
        thing[name] = {"object": "list", "data": paid, "has_more": False, "url": "/v1/invoice_payments"}
    if (thing.get("object"), name) == ("checkout.session", "line_items"):
        items = till.find(thing["id"])["_items"]
        url = f"/v1/checkout/sessions/{thing['id']}/line_items"
        thing[name] = {"object": "list", "data": items, "has_more": False, "url": url}
    if (thing.get("object"), name) == ("refund", "failure_balance_transaction"):
        thing.setdefault(name, None)  # is there only once the refund failed
