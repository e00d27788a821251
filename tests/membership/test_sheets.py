import csv
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from membership.sheets import csv_response, in_major_units, plain_text, xlsx_response

ROW = [date(2026, 3, 7), in_major_units(1250), in_major_units(-5), "=1+1", None, 7]


def test_cents_are_numbers_with_two_decimals():
    assert [str(in_major_units(cents)) for cents in (0, 5, 1250, -1250)] == ["0.00", "0.05", "12.50", "-12.50"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_begins_a_formula(start):
    assert plain_text(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text())
def test_no_text_at_all_begins_a_formula(text):
    assert not plain_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_csv_holds_days_numbers_and_text():
    file = b"".join(csv_response("x", ["a"], [ROW]).streaming_content).decode("utf-8-sig")
    assert list(csv.reader(file.splitlines())) == [["a"], ["2026-03-07", "12.50", "-0.05", "'=1+1", "", "7"]]


def test_an_xlsx_holds_numbers_as_numbers_and_nothing_that_runs():
    response = xlsx_response("x", ["a"], [[*ROW, "bad\x01\x00sign"]])
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.value for cell in cells] == ["2026-03-07", 12.5, -0.05, "'=1+1", None, 7, "badsign"]
    assert (cells[1].number_format, {cell.data_type for cell in cells} & {"f"}) == ("0.00", set())
