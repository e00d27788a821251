"""Paying by card. Only `gateway.py` speaks to Stripe; what it says reaches the rest as facts (`facts.py`)."""
