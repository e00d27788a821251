"""What Stripe would show to whoever pays: the pay page, the bank's question, and the page about one's card."""

from datetime import UTC, datetime
from functools import wraps

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.demo.till import desk
from portal.demo.till.errors import TillError
from portal.demo.till.forms import ASKS, DECLINED, CardForm
from portal.demo.till.store import book, now
from portal.demo.views import only_in_demo

LANGUAGES = {"es-419": "es", "pt-BR": "pt-br", "pt": "pt-br"}
PERIODS = {
    ("month", 1): gettext_lazy("every month"),
    ("month", 3): gettext_lazy("every 3 months"),
    ("year", 1): gettext_lazy("every year"),
}


def of_a_session(kind):
    """A page that belongs to a session of that kind: in the session's language, with `session` instead of its id."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, pk):
            with book() as till:
                session = till.find(pk, kind)
            if session is None:
                raise Http404
            asked = session["locale"] or "auto"
            language = translation.get_language() if asked == "auto" else LANGUAGES.get(asked, asked)
            with translation.override(language):
                return view(request, session)

        return only_in_demo(require_http_methods(["GET", "HEAD", "POST"])(wrapped))

    return decorate


def done(session):
    """Back to the center, which learns the session's id."""
    return HttpResponseRedirect(session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"]))


def try_card(session, card):
    """Pays. When the session is over meanwhile, the pay page says so."""
    try:
        desk.pay(session["id"], card)
    except TillError:
        return redirect("till_pay", session["id"])
    return done(session)


def is_over(session):
    """Whether nobody can pay any more; after a day a session expires."""
    if session["status"] == "open" and session["expires_at"] < now():
        desk.let_expire(session["id"])
        return True
    return session["status"] == "expired"


@of_a_session("checkout.session")
def pay(request, session):
    if session["status"] == "complete":
        return done(session)
    if is_over(session):
        return render(request, "demo/till/over.html", {"session": session})
    form = CardForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return pay_page(request, session, form)
    card = form.cleaned_data["card"]
    if card == ASKS:
        return redirect("till_confirm", session["id"])
    answer = try_card(session, card)
    if card != DECLINED:
        return answer
    refused = _("The bank declined this card. Nothing was paid. Try another one.")
    return pay_page(request, session, form, refused=refused)


def pay_page(request, session, form, refused=""):
    recurring = session["_items"][0]["price"]["recurring"]
    period = PERIODS.get((recurring["interval"], recurring["interval_count"])) if recurring else ""
    context = {"session": session, "form": form, "refused": refused, "period": period}
    return render(request, "demo/till/pay.html", context)


@of_a_session("checkout.session")
def confirm(request, session):
    """The bank of the third card asks whether it was its owner."""
    if session["status"] != "open":
        return redirect("till_pay", session["id"])
    if request.method != "POST":
        return render(request, "demo/till/confirm.html", {"session": session})
    if request.POST.get("answer") == "yes":
        return try_card(session, desk.GOOD)
    try_card(session, desk.DECLINED)
    refused = _("You did not confirm the payment. Nothing was paid. You can try again.")
    return pay_page(request, session, CardForm(), refused=refused)


ACTS = {
    "good": lambda customer, pk: desk.set_card(customer, True),
    "bad": lambda customer, pk: desk.set_card(customer, False),
    "end": lambda customer, pk: desk.end_with_period(pk, ends=True),
    "keep": lambda customer, pk: desk.end_with_period(pk, ends=False),
}


@of_a_session("billing_portal.session")
def portal(request, session):
    """One's own card, what it pays, and the bills; nothing of another customer is reached from here."""
    with book() as till:
        customer = till.find(session["customer"])
        subscriptions = [one for one in till.all("subscription") if one["customer"] == customer["id"]]
        invoices = [one for one in till.all("invoice") if one["customer"] == customer["id"]]
    if request.method == "POST":
        act, pk = ACTS.get(request.POST.get("act")), request.POST.get("subscription", "")
        own = [one["id"] for one in subscriptions]
        if act and (pk in own or "subscription" not in request.POST):
            try_act(act, customer["id"], pk)
        return redirect("till_portal", session["id"])
    context = {
        "session": session,
        "customer": card_of(customer),
        "subscriptions": [shown(one) for one in subscriptions],
    }
    return render(request, "demo/till/portal.html", context | {"invoices": [bill(one) for one in invoices]})


def card_of(customer):
    return {"is_there": not customer.get("deleted"), "is_good": customer.get("_good")}


def try_act(act, customer, pk):
    try:
        act(customer, pk)
    except TillError:
        return  # it is so already, or over; the page shows how it is


def moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def shown(subscription):
    item = subscription["items"]["data"][0]
    recurring = item["price"]["recurring"]
    return {
        "id": subscription["id"],
        "amount": item["price"]["unit_amount"] * item["quantity"],
        "period": PERIODS.get((recurring["interval"], recurring["interval_count"]), ""),
        "until": moment(item["current_period_end"]),
        "is_live": subscription["status"] != "canceled",
        "is_ending": subscription["cancel_at_period_end"],
        "is_late": subscription["status"] == "past_due",
    }


def bill(invoice):
    return {"made": moment(invoice["created"]), "amount": invoice["total"], "is_paid": invoice["status"] == "paid"}
