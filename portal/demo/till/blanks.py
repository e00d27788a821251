"""What is the same in all things of a kind (API 2026-10-28): fields that the center does not use."""

from copy import deepcopy

from portal.demo.till.store import new_id, now

DAY = 86_400
UNTAXED = {"disabled_reason": None, "enabled": False, "liability": None}
ADDRESS = ("address", "email", "name", "phone", "tax_id")
TERMS = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")


def nothing(words):
    return dict.fromkeys(words.split())


BLANKS = {
    "customer": nothing("address currency default_source description discount email name phone shipping test_clock")
    | {"balance": 0, "delinquent": False, "tax_exempt": "none"}
    | {"invoice_settings": nothing("custom_fields default_payment_method footer")},
    "price": nothing("lookup_key nickname")
    | {"active": False, "billing_scheme": "per_unit", "metadata": {}, "tax_behavior": "unspecified"},
    "plan": {"billing_scheme": "per_unit", "livemode": False, "usage_type": "licensed"},
    "item": {"amount_discount": 0, "amount_tax": 0, "metadata": {}},
    "checkout.session": nothing("customer_email invoice payment_intent setup_intent subscription")
    | {"automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None}}
    | {"custom_fields": [], "custom_text": dict.fromkeys(TERMS), "shipping_options": []}
    | {"payment_method_types": ["card"], "payment_status": "unpaid", "status": "open", "ui_mode": "hosted_page"}
    | {"total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0}},
    "billing_portal.session": nothing("flow on_behalf_of"),
    "subscription_item": {"billing_thresholds": None, "discounts": [], "metadata": {}, "tax_rates": []},
    "subscription": nothing("cancel_at canceled_at ended_at latest_invoice pause_collection pending_setup_intent")
    | nothing("schedule test_clock trial_end trial_start")
    | {"automatic_tax": UNTAXED, "billing_mode": {"flexible": None, "type": "flexible"}, "billing_schedules": []}
    | {"cancel_at_period_end": False, "cancellation_details": nothing("comment feedback reason"), "discounts": []}
    | {"collection_method": "charge_automatically", "status": "active"}
    | {"invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}}},
    "line_item": {"description": None, "discount_amounts": [], "discountable": True, "discounts": []}
    | {"livemode": False, "pretax_credit_amounts": [], "taxes": []},
    "invoice": {"next_payment_attempt": None, "attempt_count": 0, "attempted": False, "auto_advance": True}
    | {"automatic_tax": UNTAXED | {"provider": None, "status": None}, "collection_method": "charge_automatically"}
    | {"default_tax_rates": [], "discounts": [], "issuer": {"type": "self"}, "metadata": {}, "status": "open"}
    | {"payment_settings": nothing("default_mandate payment_method_options payment_method_types")},
    "invoice_payment": {"amount_paid": None, "is_default": True, "status": "open"}
    | {"status_transitions": nothing("canceled_at paid_at")},
    "payment_intent": nothing(
        "application canceled_at cancellation_reason description last_payment_error latest_charge"
    )
    | nothing("next_action payment_method statement_descriptor")
    | {"amount_capturable": 0, "amount_received": 0, "capture_method": "automatic_async"}
    | {"confirmation_method": "automatic", "payment_method_types": ["card"], "status": "requires_payment_method"},
    "charge": nothing("balance_transaction description failure_balance_transaction")
    | {"amount_refunded": 0, "billing_details": dict.fromkeys(ADDRESS), "disputed": False, "refunded": False},
    "balance_transaction": {"balance_type": "payments", "description": None, "exchange_rate": None}
    | {"status": "available"},
    "refund": nothing("balance_transaction reason receipt_number source_transfer_reversal transfer_reversal")
    | {"metadata": {}, "status": "succeeded"},
    "dispute": {"balance_transactions": [], "enhanced_eligibility_types": [], "metadata": {}}
    | {"evidence": {"enhanced_evidence": {}}},
    "payout": nothing("application_fee application_fee_amount balance_transaction destination")
    | nothing("failure_balance_transaction failure_code failure_message original_payout reversed_by")
    | {"statement_descriptor": None, "automatic": True, "description": "STRIPE PAYOUT", "metadata": {}}
    | {"method": "standard", "reconciliation_status": "completed", "source_type": "card", "status": "paid"}
    | {"type": "bank_account"},
}


def part(prefix, kind, **more):
    """A thing that stands in another one, or one without a clock of its own."""
    return {"id": new_id(prefix), "object": kind, **deepcopy(BLANKS[kind]), **more}


def thing(prefix, kind, **more):
    return part(prefix, kind, created=now(), **{"livemode": False, **more})
