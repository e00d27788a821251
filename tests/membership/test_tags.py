import pytest

from membership.sessions import device_name
from membership.templatetags.membership_tags import contact


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("+12035550142", "(203) 555-0142"),
        ("+5511912345678", "+55 11 91234-5678"),
        ("ana@example.org", "ana@example.org"),
    ],
)
def test_contacts_are_shown_as_people_write_them(written, shown):
    assert contact(written).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 10; SM-A105M) Chrome/120.0", "Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1", "Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/120.0", "Chromebook"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0", "Windows"),
        ("curl/8", ""),
    ],
)
def test_of_a_browser_only_the_device_is_kept(user_agent, name):
    assert (device_name(user_agent), device_name(name)) == (name, name)
