"""Rows as files for a spreadsheet: CSV line by line, or XLSX. Nothing in them is taken for a formula."""

import csv
from decimal import Decimal
from io import BytesIO
from itertools import chain

from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def in_major_units(cents):
    """Cents as a number with two decimals: 1250 is 12.50."""
    return Decimal(cents).scaleb(-2)


def plain_text(text):
    """`text` as a cell that no spreadsheet runs (OWASP, CSV injection), without characters that no cell holds."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(text))
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def cell(value):
    """Numbers stay numbers, days are written as ISO 8601 says, all else is text."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else plain_text(value)


class Echo:
    def write(self, text):
        return text.encode()


def csv_lines(heading, rows):
    """The file piece by piece; the mark at its beginning tells spreadsheets that it is UTF-8."""
    writer = csv.writer(Echo())
    yield b"\xef\xbb\xbf" + writer.writerow([cell(value) for value in heading])
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def csv_response(name, heading, rows):
    response = StreamingHttpResponse(csv_lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_cell(sheet, value):
    if not isinstance(value, Decimal):
        return cell(value)
    found = WriteOnlyCell(sheet, value)
    found.number_format = "0.00"
    return found


def xlsx_response(name, heading, rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=name[:31])
    for row in chain([heading], rows):
        sheet.append([xlsx_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, content_type=XLSX, filename=f"{name}.xlsx")
