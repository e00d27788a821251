import pytest

from membership.checks import a_demonstration_sends_nothing, sessions_stay_with_us, staff_have_a_second_factor


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("demo", "needed", "expected"), [(True, False, []), (False, True, []), (False, False, ["membership.W001"])]
)
def test_w001_staff_need_a_second_factor(settings, demo, needed, expected):
    settings.DEMO, settings.STAFF_NEED_SECOND_FACTOR = demo, needed
    assert ids(staff_have_a_second_factor(None)) == expected


@pytest.mark.parametrize(
    ("demo", "mail", "texts", "expected"),
    [
        (True, "console", "membership.sms.ConsoleBackend", []),
        (True, "filebased", "", []),
        (True, "smtp", "", ["membership.E001"]),
        (True, "console", "elsewhere.Twilio", ["membership.E001"]),
        (True, "smtp", "elsewhere.Twilio", ["membership.E001", "membership.E001"]),
        (False, "smtp", "elsewhere.Twilio", []),
    ],
)
def test_e001_a_demonstration_sends_nothing(settings, demo, mail, texts, expected):
    settings.DEMO, settings.SMS_BACKEND = demo, texts
    settings.MAILERS = {"default": {"BACKEND": f"django.core.mail.backends.{mail}.EmailBackend"}}
    assert ids(a_demonstration_sends_nothing(None)) == expected


@pytest.mark.parametrize(
    ("engine", "expected"), [("signed_cookies", ["membership.E002"]), ("db", []), ("cached_db", [])]
)
def test_e002_sessions_stay_with_us(settings, engine, expected):
    settings.SESSION_ENGINE = f"django.contrib.sessions.backends.{engine}"
    assert ids(sessions_stay_with_us(None)) == expected
