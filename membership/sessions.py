"""How long a log-in lasts, and what is kept about the device it was made on."""

from datetime import timedelta

OWN_PHONE = timedelta(days=90)
SHARED_PHONE = timedelta(minutes=30)
ANSWER_KEY = "own_phone"
JOINING_KEY = "joining"
WELCOME_KEY = "welcome"  # set by a first log-in: the next page is the welcome
NO_ADDRESS = "0.0.0.0"  # noqa: S104  (stands for "not kept"; nothing listens on it)
DEVICES = ["iPhone", "iPad", "Android", "Windows", "Chromebook", "CrOS", "Mac", "Linux"]  # the first that fits counts


def keep_answer(request, own_phone):
    """Remembers the answer to "Is this your own phone?" until the log-in is complete, perhaps after a second factor."""
    request.session[ANSWER_KEY] = own_phone


def remember_joining(request, data):
    """Keeps the typed name until the contact is proven: the name that counts is that of whoever proves it."""
    request.session[JOINING_KEY] = {name: data[name] for name in ("given_name", "family_name", "language")}


def take_joining(request):
    """The name typed at join/ in this session, once; None when nobody asked to join."""
    return request.session.pop(JOINING_KEY, None)


def limit_session(request, own_phone):
    """Ends the session at a fixed moment, whatever is done until then: 90 days on an own phone, else 30 minutes."""
    request.session.set_expiry(OWN_PHONE if own_phone else SHARED_PHONE)


def device_name(user_agent):
    """The kind of device, to recognize one's own in a list; empty when unknown. Versions and models are not kept."""
    found = next((device for device in DEVICES if device in user_agent), "")
    return "Chromebook" if found == "CrOS" else found
