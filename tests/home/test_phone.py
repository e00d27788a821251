import pytest
from django.core.exceptions import ValidationError

from home.models import SiteFacts
from home.phone import parse_phone, tel_uri


@pytest.mark.parametrize(
    "written",
    [
        "(203) 555-0142",
        "203-555-0142",
        "203.555.0142",
        "1 203 555 0142",
        "+1 203 555 0142",
        "\N{NO-BREAK SPACE}2035550142",
    ],
)
def test_number_is_read_as_people_write_it(written):
    assert (parse_phone(written), tel_uri(written)) == ("+12035550142", "tel:+12035550142")


def test_number_of_another_country_is_read_with_its_code():
    assert parse_phone("+55 11 91234-5678") == "+5511912345678"


@pytest.mark.parametrize("written", ["555", "call us", "(203) 555-01423456789", "", "+", "203 555 01"])
def test_what_is_no_number_is_refused_with_a_sentence(written):
    with pytest.raises(ValidationError) as refused:
        parse_phone(written)
    assert "area code" in str(refused.value.messages)


@pytest.mark.parametrize("written", ["", "call us"])
def test_link_of_no_number_is_empty(written):
    assert tel_uri(written) == ""


def test_facts_refuse_what_is_no_number():
    with pytest.raises(ValidationError) as refused:
        SiteFacts(phone="ask Luz", radio_phone="(203) 555-0171").full_clean()
    assert list(refused.value.message_dict) == ["phone"]
