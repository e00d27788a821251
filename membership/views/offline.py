"""Dues without signal: a page that a phone keeps, the worker that keeps it, and where what was typed arrives."""

import hashlib
from http import HTTPStatus
from itertools import chain

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from membership.exceptions import DuesError
from membership.forms.sheet import KeptForm
from membership.money import format_cents
from membership.services.payers import people_called, record_unseen
from membership.views.cash import may_take_cash

STATIC = (
    "css/site.css",
    "css/offline-dues.css",
    "js/offline-dues.js",
    "center/mark.svg",
    "fonts/bricolage-grotesque-latin-wght-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
)


def shell(request):
    """The page as a phone keeps it: the same for everybody, because the phone keeps it for whoever has it next."""
    form = KeptForm(auto_id="%s", initial={"received_on": None})  # the day is the phone's
    return render_to_string("membership/admin/offline.html", {"form": form}, request)


@method_decorator(may_take_cash, name="dispatch")
class OfflineView(View):
    def get(self, request):
        return HttpResponse(shell(request))


@method_decorator(may_take_cash, name="dispatch")
class WorkerView(View):
    """The service worker. Its bytes change with what it keeps, so that phones fetch it anew."""

    def get(self, request):
        files = [static(name) for name in STATIC]
        version = hashlib.sha256(" ".join([*files, shell(request)]).encode()).hexdigest()[:12]
        context = {"page": reverse("cash_offline"), "files": files, "version": version}
        return render(request, "membership/admin/worker.js", context, content_type="text/javascript")


@method_decorator(may_take_cash, name="dispatch")
class SyncView(View):
    """One entry at a time. The phone forgets an entry only after an answer with its key."""

    def get(self, request):
        return JsonResponse({"token": get_token(request), "login": request.user.pk})

    def post(self, request):
        form = KeptForm(request.POST)
        if not form.is_valid():
            return self.refuse(" ".join(dict.fromkeys(chain(*form.errors.values()))))
        if form.cleaned_data["typed_by"] not in (None, request.user.pk):
            return self.refuse(_("Somebody else typed this on this phone. They log in and send it."))
        try:
            return self.accept(record_unseen(form.typed, recorded_by=request.user), form.cleaned_data["name"])
        except DuesError as error:
            return self.refuse(str(error.message))

    def accept(self, payment, name):
        said = _("Receipt %(number)s: %(name)s, %(amount)s.") % {
            "number": payment.receipt,
            "name": payment.person.current.name,
            "amount": format_cents(payment.amount),
        }
        if len(people_called(name)) > 1:
            said += " " + _("Several people have this name. The office looks at who it was.")
        return self.answer(said, HTTPStatus.OK)

    def refuse(self, said):
        return self.answer(said, HTTPStatus.UNPROCESSABLE_ENTITY)

    def answer(self, said, status):
        return JsonResponse({"key": self.request.POST.get("key", "")[:80], "said": said}, status=status)
