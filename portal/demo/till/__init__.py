"""A stand-in for Stripe, for the demonstration and the tests: the real library reaches it over HTTP."""
