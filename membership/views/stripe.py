"""Where Stripe tells us what happened. Everything is checked before a row is written, and written before it is done."""

import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from membership.billing.gateway import SignatureError, is_configured, read_webhook
from membership.billing.settling import process, receive
from membership.exceptions import GatewayError

logger = logging.getLogger(__name__)

LARGEST = 512 * 1024  # bytes; Stripe's are a few thousand


def answer(status, words):
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def length_of(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else LARGEST + 1


@csrf_exempt
@require_POST
def webhook(request):
    """Stripe alone, by its signature over the body; 200 means done or kept for the treasurer, 5xx deliver again."""
    if not is_configured():
        return answer(404, "No cards are taken here.")
    if length_of(request) > LARGEST:
        return answer(413, "Too large.")
    try:
        facts = read_webhook(request.body, request.headers.get("Stripe-Signature", ""))
    except (SignatureError, ValueError):
        return answer(400, "Not signed by whom we expect.")
    event = receive(facts)
    try:
        process(event)
    except GatewayError as error:
        logger.warning("event=%s not asked: %s", facts.id, error)
        return answer(503, "Kept. Deliver it again.")
    return answer(200, event.state)
