from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from membership.exceptions import TooManyTriesError, WrongCodeError
from membership.models import ContactProof
from membership.services.messages import send_messages
from membership.services.proofs import ask_for_proof, check_proof
from tests.membership.conftest import code_in

PHONE = ("phone", "+12035550142")


@pytest.fixture
def ask(db, texts):
    """Asks for a code and reads it where it was sent."""

    def ask(subject="signature:1"):
        ask_for_proof(subject, contact=PHONE, language="en")
        send_messages(timezone.now() + timedelta(seconds=1))
        return code_in(texts[-1][1])

    return ask


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_check_proof_takes_the_right_code_once(ask):
    code = ask()
    assert check_proof("signature:1", code).value == PHONE[1]
    with pytest.raises(WrongCodeError):
        check_proof("signature:1", code)


def test_check_proof_refuses_the_right_code_after_three_wrong_ones(ask):
    code = ask()
    for _ in range(3):
        with pytest.raises(WrongCodeError):
            check_proof("signature:1", wrong(code))
    with pytest.raises(TooManyTriesError):
        check_proof("signature:1", code)


def test_check_proof_refuses_the_code_of_another_subject(ask):
    code = ask("signature:1")
    with pytest.raises(WrongCodeError):
        check_proof("signature:2", code)


def test_check_proof_refuses_the_code_before_the_last(ask):
    first, second = ask(), ask()
    with pytest.raises(WrongCodeError):
        check_proof("signature:1", first if first != second else wrong(second))
    assert check_proof("signature:1", second)


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (11, False)], ids=["in time", "late"])
def test_check_proof_works_for_ten_minutes(ask, minutes, works):
    code = ask()
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        if works:
            assert check_proof("signature:1", code)
        else:
            with pytest.raises(WrongCodeError):
                check_proof("signature:1", code)


def test_no_code_is_kept_in_clear(ask):
    code = ask()
    assert code not in ContactProof.objects.values_list("code_hash", flat=True).get()
