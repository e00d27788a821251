"""The receipt of one payment, and the statement of a year."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from membership.pdf.fonts import FAMILY, printable
from membership.pdf.sheet import INK, LINE, Sheet

COLUMNS = (42, 64, 30, 22, 22)  # millimeters: day, what for, how, receipt, amount


def receipt_pdf(receipt, letterhead):
    """The bytes of a file with one page, in the active language."""
    sheet = Sheet(letterhead, title=receipt.title, language=get_language())
    top = sheet.get_y()
    sheet.code(receipt.code)
    sheet.set_y(top)
    sheet.words(receipt.title, size=22, style="B", width=130)
    sheet.words(receipt.amount, size=30, style="B", width=130)
    sheet.set_y(top + 38)
    sheet.rule()
    sheet.pairs(receipt.facts)
    sheet.ln(4)
    for note in receipt.notes:
        sheet.words(note)
    return bytes(sheet.output())


def statement_pdf(statement, letterhead):
    """The bytes of a file with as many pages as it needs, in the active language."""
    sheet = Sheet(letterhead, title=statement.title, language=get_language())
    sheet.words(statement.title, size=22, style="B")
    sheet.ln(2)
    sheet.pairs(statement.facts)
    for section in statement.sections:
        sheet.ln(6)
        sheet.words(section.title, size=14, style="B")
        sheet.ln(1)
        ledger(sheet, section)
    sheet.ln(6)
    sheet.words(_("Paid in all: {amount}").format(amount=statement.total), size=14, style="B", align="R")
    return bytes(sheet.output())


def ledger(sheet, section):
    head = (
        _("Date"),
        pgettext("payment", "For"),
        pgettext("payment", "How"),
        _("Receipt"),
        _("Amount"),
    )
    rows = [head, *section.rows]
    if section.total:
        rows.append(("", "", "", _("Total"), section.total))
    sheet.set_font(FAMILY, size=9.5)
    sheet.set_text_color(*INK)
    sheet.set_draw_color(*LINE)
    aligns = ("LEFT", "LEFT", "LEFT", "LEFT", "RIGHT")
    with sheet.table(
        col_widths=COLUMNS, text_align=aligns, borders_layout="HORIZONTAL_LINES", line_height=5.5
    ) as table:
        for row in rows:
            table.row([printable(text) for text in row])
