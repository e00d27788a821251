"""How often strangers may cost us something. The numbers are in ACCOUNT_RATE_LIMITS."""

from allauth.core import context, ratelimit


def allow_code_attempt(request, contact):
    """One try at a code sent to `contact`. Parallel posts outrun the session's own counter, not this one."""
    return ratelimit.consume(request, action="login_code_attempt", key=contact)


def allow_code_request(contact):
    return ratelimit.consume(context.request, action="request_login_code", key=contact)


def allow_text_message(phone):
    """One more text message to `phone`: limited per number, per network and, for all together, per day."""
    return ratelimit.consume(context.request, action="text_message", key=phone) and ratelimit.consume(
        context.request, action="all_text_messages", key="everybody"
    )


def allow_card_payment(request):
    """One more visit of a stranger to the pay page: stolen cards are tried out where many small gifts are taken."""
    return ratelimit.consume(request, action="card_payment")
