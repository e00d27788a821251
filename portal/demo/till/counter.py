"""The page behind the till: everything that Stripe, a bank or somebody at Stripe's own pages could do, one tap each."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.demo.till import desk
from portal.demo.till.delivery import deliver_again
from portal.demo.till.errors import TillError
from portal.demo.till.forms import AmountForm
from portal.demo.till.pages import moment
from portal.demo.till.store import book
from portal.demo.views import only_in_demo

ACTS = {
    "renew": (_("Renew now"), desk.renew),
    "fail-next": (_("Let the next renewal fail"), desk.fail_next),
    "cancel": (_("End at once"), desk.cancel),
    "recover": (_("Try the card again"), desk.recover),
    "good": (_("Give it a good card"), lambda pk: desk.set_card(pk, True)),
    "bad": (_("Give it a bad card"), lambda pk: desk.set_card(pk, False)),
    "delete": (_("Delete this customer"), desk.delete_customer),
    "dispute": (_("Dispute it"), desk.dispute),
    "inquire": (_("Ask about it"), lambda pk: desk.dispute(pk, "inquiry")),
    "fail-refund": (_("Let it fail"), desk.fail_refund),
    "win": (_("The center wins"), desk.win),
    "lose": (_("The center loses"), desk.lose),
    "deliver": (_("Deliver again"), deliver_again),
}
LATEST = 50


@dataclass(frozen=True)
class Row:
    """A thing at the desk: `facts` in Stripe's own words, `acts` that can be done with it now."""

    id: str
    facts: str
    acts: tuple = ()
    amount: int | None = None
    is_refundable: bool = False

    @property
    def buttons(self):
        return [(act, ACTS[act][0]) for act in self.acts]


def customers(till):
    for one in till.all("customer"):
        if one.get("deleted"):
            yield Row(one["id"], "deleted")
        else:
            facts, card = ("good card", "bad") if one["_good"] else ("bad card", "good")
            yield Row(one["id"], facts, (card, "delete"))


def subscriptions(till):
    invoices = {one["id"]: one for one in till.all("invoice")}
    for one in till.all("subscription"):
        item = one["items"]["data"][0]
        is_live, facts = one["status"] != "canceled", [one["status"], one["customer"]]
        facts += ["cancel_at_period_end"] if one["cancel_at_period_end"] else []
        facts += ["the next renewal fails"] if one["_fail_next"] else []
        acts = ("renew", "fail-next", "cancel") if is_live else ()
        yield Row(one["id"], " · ".join(facts), acts, item["price"]["unit_amount"] * item["quantity"])
        late = invoices[one["latest_invoice"]]
        if is_live and late["status"] == "open":
            yield Row(late["id"], "open", ("recover",), late["total"])


def payments(till):
    for one in till.all("charge"):
        left = one["paid"] and one["amount_refunded"] < one["amount"]
        is_refundable = left and (not one["disputed"] or bool(one.get("_inquiry")))
        acts = ("dispute", "inquire") if left and not one["disputed"] else ()
        facts = " · ".join([one["status"], one["payment_intent"], *(["disputed"] if one["disputed"] else [])])
        yield Row(one["id"], facts, acts, one["amount"], is_refundable)


def taken_back(till):
    for one in till.all("refund"):
        acts = ("fail-refund",) if one["status"] == "succeeded" else ()
        yield Row(one["id"], f"{one['status']} · {one['charge']}", acts, one["amount"])
    for one in till.all("dispute"):
        acts = ("win", "lose") if one["status"].endswith("needs_response") else ()
        yield Row(one["id"], f"{one['status']} · {one['charge']}", acts, one["amount"])


def payouts(till):
    for one in till.all("payout"):
        yield Row(one["id"], one["status"], (), one["amount"])


def totals(till):
    """Pairs of a word and the cents that the till's account holds under it."""
    lines = [line for line in till.all("balance_transaction") if line["type"] != "payout"]

    def total(*kinds):
        return sum(line["amount"] for line in lines if line["type"] in kinds)

    return [
        (_("Taken"), total("charge")),
        (_("Given back"), total("refund", "refund_failure")),
        (_("Disputed"), total("adjustment")),
        (_("Fees"), -sum(line["fee"] for line in lines)),
        (_("What is left"), sum(line["net"] for line in lines)),
    ]


def events(till):
    """The latest events with what became of them: pairs of a row and the moment it was made."""
    found = till.connection.execute("SELECT event, state, attempts, answer FROM deliveries")
    states = {row[0]: row[1:] for row in found}
    for one in till.all("event")[:LATEST]:
        state, attempts, answer = states[one["id"]]
        yield Row(one["type"], f"{state} · {attempts} · {answer}", ("deliver",)), one["id"], moment(one["created"])


@only_in_demo
@require_safe
def counter(request):
    """Everybody, in demo mode: ids and amounts of invented people are all there is."""
    with book() as till:
        sections = [
            (_("Customers"), list(customers(till))),
            (_("Subscriptions"), list(subscriptions(till))),
            (_("Payments"), list(payments(till))),
            (_("Refunds and disputes"), list(taken_back(till))),
            (_("Payouts"), list(payouts(till))),
        ]
        context = {"sections": sections, "totals": totals(till), "events": list(events(till))}
    return render(request, "demo/till/counter.html", context | {"is_refused": "refused" in request.GET})


def tried(act, *args):
    """Does it and comes back to the desk, which says so when it could not be done."""
    try:
        act(*args)
    except TillError:
        return redirect(f"{reverse('till')}?refused=1")
    return redirect("till")


@only_in_demo
@require_POST
def do(request, act, pk):
    if act not in ACTS:
        raise Http404
    return tried(ACTS[act][1], pk)


@only_in_demo
@require_POST
def refund(request, pk):
    form = AmountForm(request.POST)
    if not form.is_valid():
        return redirect(f"{reverse('till')}?refused=1")
    return tried(desk.refund, pk, form.cleaned_data["amount"])


@only_in_demo
@require_POST
def payout(request):
    return tried(desk.payout)
