import pytest

from membership.forms.amounts import AmountsField, CentsField
from membership.models import DuesRate, DuesSettings
from tests.demo import logged_in, text_of

EDIT = "/admin/dues-rates/edit/{}/"


@pytest.fixture
def rate(site):
    return DuesRate.objects.get(period="month")


def typed(**changes):
    words = {"name_en": "A month", "name_es": "", "name_pt_br": "", "about_en": "", "about_es": "", "about_pt_br": ""}
    return words | {"period": "month", "suggested": "5, 10, 12.50", "minimum": "2", "is_offered": "on"} | changes


def test_amounts_are_shown_and_typed_as_people_write_them(rate):
    DuesRate.objects.filter(pk=rate.pk).update(suggested=[500, 1250], minimum=50)
    client = logged_in("treasurer@example.org")
    page = text_of(EDIT.format(rate.pk), client)
    assert ('value="5, 12.50"' in page, 'value="0.50"' in page) == (True, True)
    client.post(EDIT.format(rate.pk), typed())
    rate.refresh_from_db()
    assert (rate.suggested, rate.minimum) == ([500, 1000, 1250], 200)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"suggested": ""}, "Write at least one amount"),
        ({"suggested": "5,10"}, "Write a space after each comma"),
        ({"suggested": "five"}, "Write an amount in numbers"),
        ({"suggested": "5, 0"}, "each more than zero"),
        ({"suggested": ", ".join("123456789")}, "Write one to eight amounts"),
        ({"suggested": "5, 99999999"}, "Write an amount in numbers"),
        ({"suggested": "1"}, "No suggested amount can be less"),
        ({"suggested": "5, 1.250"}, "Did you mean $1,250.00 or $1.25?"),
        ({"suggested": "[500]"}, "Write an amount in numbers"),
        ({"minimum": ""}, "Write an amount in numbers"),
        ({"minimum": "-1"}, "Write an amount in numbers"),
        ({"minimum": "20000"}, "Look at the amount again."),
    ],
)
def test_a_wrong_amount_gets_a_sentence_keeps_what_was_typed_and_changes_nothing(rate, changes, sentence):
    page = logged_in("treasurer@example.org").post(EDIT.format(rate.pk), typed(**changes)).content.decode()
    assert sentence in page
    assert f'value="{next(iter(changes.values()))}"' in page or not next(iter(changes.values()))
    kept = DuesRate.objects.get(pk=rate.pk)
    assert (kept.suggested, kept.minimum) == (rate.suggested, rate.minimum)


def test_amounts_may_stand_one_under_the_other_and_count_once():
    assert AmountsField().clean("5; 10 15,\n10,") == [500, 1000, 1500]


def test_cents_are_shown_as_one_would_type_them():
    shown = [CentsField().prepare_value(value) for value in (2000, 1205, 0, "1.250")]
    assert shown == ["20", "12.05", "0", "1.250"]


def test_the_treasurer_keeps_dues_and_accounts(site):
    kept, client = DuesSettings.load(), logged_in("treasurer@example.org")
    url = f"/admin/settings/membership/duessettings/{kept.pk}/"
    assert "Deposits, Zelle and bank debits." in text_of(url, client)
    data = {
        name: value for name, value in vars(kept).items() if not name.startswith("_") and value not in (None, False)
    }
    client.post(url, data | {"bank_account": "1111"})
    assert DuesSettings.load().bank_account == "1111"
    assert [logged_in(f"{role}@example.org").get(url).status_code for role in ("organizer", "editor")] == [302, 302]
