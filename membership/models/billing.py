"""What we keep of paying by card: opaque ids, never a card."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.enums import LIVE, NEEDS_A_CARD, CheckoutFor, CheckoutState, EventState, Trouble
from membership.keeping import Keeping
from membership.models.ledger import Payment
from membership.models.person import Person


class StripeCustomer(models.Model):
    """Whom Stripe knows by an id of its own. Forgotten when Stripe does not know it any more: then a new one is made.

    Without a person once that person was erased; then it is deleted at Stripe too (`billing/reconcile.py`).
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="stripe_customers")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    customer_id = models.CharField(max_length=255, unique=True, null=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(
        what=_("The number under which the card company knows you"),
        why=_("To pay by card. Your card itself never reaches us."),
        until=_("As long as we keep your name; then it is deleted there too."),
        personal=("customer_id",),
        impersonal=("id", "person", "key", "forgotten_at"),
    )

    class Meta:
        verbose_name = _("customer at the card company")
        verbose_name_plural = _("customers at the card company")

    def __str__(self):
        return self.customer_id or str(self.key)


class Checkout(models.Model):
    """One visit to the pay page: the choice as it was checked, before Stripe was asked. Its key names it there."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="checkouts")
    purpose = models.CharField(max_length=12, choices=CheckoutFor)
    amount = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=10)
    customer = models.ForeignKey(StripeCustomer, null=True, on_delete=models.SET_NULL, related_name="+")
    session_id = models.CharField(max_length=255, unique=True, null=True)
    url = models.URLField(max_length=2000, blank=True)
    state = models.CharField(max_length=8, choices=CheckoutState, default=CheckoutState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    keeping = Keeping(
        what=_("What you chose to pay by card"),
        why=_("To know what the payment is for when it arrives."),
        until=_("As long as we keep your name."),
        personal=("purpose", "amount", "months", "language", "state"),
        impersonal=("id", "key", "person", "customer", "session_id", "url", "created_at"),
    )

    class Meta:
        verbose_name = _("visit to the pay page")
        verbose_name_plural = _("visits to the pay page")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=CheckoutState.OPEN, purpose=CheckoutFor.SUBSCRIPTION),
                name="one_open_subscription_checkout_a_person",
            ),
            models.CheckConstraint(name="checkout_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="checkout_of_dues_has_a_period", condition=Q(purpose=CheckoutFor.DONATION) | Q(months__gt=0)
            ),
        ]

    def __str__(self):
        return str(self.key)


class Subscription(models.Model):
    """Dues that a card pays again and again, as Stripe last said. Money and time are in the ledger, never here.

    `version` grows with every change, so that what was asked before somebody else's answer is not written over it.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="subscriptions")
    subscription_id = models.CharField(max_length=255, unique=True)
    customer_id = models.CharField(max_length=255)
    status = models.CharField(_("status"), max_length=20)
    amount = models.PositiveIntegerField(_("amount"), default=0)
    months = models.PositiveSmallIntegerField(default=0)
    is_ending = models.BooleanField(_("ends with the paid period"), default=False)
    version = models.PositiveIntegerField(default=0)

    keeping = Keeping(
        what=_("That a card pays your dues, and how much"),
        why=_("So that you can change or stop it here."),
        until=_("As long as we keep your name."),
        personal=("status", "amount", "months", "is_ending"),
        impersonal=("id", "person", "subscription_id", "customer_id", "version"),
    )

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self):
        return self.subscription_id

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def needs_a_card(self):
        """Whether the last charge failed and Stripe is still trying."""
        return self.status in NEEDS_A_CARD


class StripeTrace(models.Model):
    """Where a line of the ledger is found in Stripe's books: refunds, disputes and payouts name these."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="trace")
    payment_intent = models.CharField(max_length=255, blank=True, db_index=True)
    charge = models.CharField(max_length=255, blank=True, db_index=True)
    transaction = models.CharField(max_length=255, blank=True, db_index=True)

    keeping = Keeping(
        why=_("To find a payment in the card company's books."),
        until=_("As long as we keep our accounts."),
        personal=(),
        impersonal=("id", "payment", "payment_intent", "charge", "transaction"),
    )

    def __str__(self):
        return self.charge or self.payment_intent


class Payout(models.Model):
    """Money that Stripe sent to our bank: the deposit that the books match with the lines it is made of."""

    payout_id = models.CharField(max_length=255, unique=True)
    amount = models.IntegerField(_("amount"))
    status = models.CharField(_("status"), max_length=20)
    arrives_on = models.DateField(_("at the bank on"))
    transactions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)

    keeping = Keeping(
        why=_("To match what arrives at the bank with what was paid."),
        until=_("As long as we keep our accounts."),
        personal=(),
        impersonal=("id", "payout_id", "amount", "status", "arrives_on", "transactions", "version"),
    )

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["-arrives_on", "-pk"]

    def __str__(self):
        return self.payout_id


class StripeEvent(models.Model):
    """The inbox: a signed event is written here before anything is done about it. What it says is asked for again."""

    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(_("what happened"), max_length=255)
    object_id = models.CharField(max_length=255, blank=True)
    api_version = models.CharField(max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState, default=EventState.RECEIVED)
    trouble = models.CharField(_("why"), max_length=10, choices=Trouble, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(
        why=_("To do once what each message of the card company asks for."),
        until=_("As long as we keep our accounts."),
        personal=(),
        impersonal=(
            *("id", "event_id", "type", "object_id", "api_version", "state", "trouble", "attempts", "received_at"),
            "processed_at",
        ),
    )

    class Meta:
        verbose_name = _("event of the card company")
        verbose_name_plural = _("events of the card company")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "id"], name="event_by_state")]
        constraints = [
            models.CheckConstraint(name="event_failed_says_why", condition=~Q(state=EventState.FAILED) | ~Q(trouble=""))
        ]

    def __str__(self):
        return f"{self.type} ({self.event_id})"
