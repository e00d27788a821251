"""What Stripe sent to the bank, beside the lines of our ledger that it is made of."""

from membership.models import StripeTrace


def differences(payouts):
    """Maps the ids of `payouts` to what each brought more (or, negative, less) than the lines that we know: one query.

    0 is a match: every cent at the bank is in the books.
    """
    wanted = [transaction for payout in payouts for transaction in payout.transactions]
    known = {}
    for transaction, net in StripeTrace.objects.filter(transaction__in=wanted).values_list(
        "transaction", "payment__net"
    ):
        known[transaction] = known.get(transaction, 0) + net
    return {
        payout.pk: payout.amount - sum(known.get(transaction, 0) for transaction in payout.transactions)
        for payout in payouts
    }
