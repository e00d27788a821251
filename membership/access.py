"""For whom somebody who is logged in acts, and which money they may look at."""

from membership.enums import BatchState, Method
from membership.models import CashBatch, Payment, Person


def member_of(request):
    """The member that `request` acts for; None for visitors and for logins of nobody. Asked once a request."""
    if request is None or not request.user.is_authenticated:
        return None
    if not hasattr(request, "_member"):
        request._member = Person.objects.of_login(request.user).members().first()
    return request._member


def receipts_for(user):
    """What came in that `user` may open the receipt of: all of it with `view_payment`, else what they took in.

    Waivers and adjustments brought no money and have no receipt.
    """
    payments = Payment.objects.originals().exclude(method__in=[Method.WAIVER, Method.ADJUSTMENT])
    if not user.has_perm("membership.view_payment"):
        payments = payments.filter(recorded_by=user)
    return payments.select_related("person__merged_into")


def batches_for(user):
    """The batches that `user` may look at: all with `view_cashbatch`, else their own while it is open."""
    batches = CashBatch.objects.select_related("opened_by", "counted_by", "confirmed_by")
    if not user.has_perm("membership.view_cashbatch"):
        batches = batches.filter(opened_by=user, state=BatchState.OPEN)
    return batches
