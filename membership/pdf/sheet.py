"""A sheet of paper in the site's look: a woven band, the center's name and address, words, a code to scan."""

import segno
from django.conf import settings
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from home.templatetags.home_tags import html_lang
from membership.pdf.fonts import FAMILY, WEIGHTS, fonts, printable

MARGIN, INK, SOFT, LINE = 18, (33, 26, 21), (93, 80, 68), (190, 175, 150)
STITCH, BAND = 1.5, 7  # millimeters a stitch, stitches high
QUIET = 4  # modules around a code


def rgb(color):
    """ "#336699" as three numbers."""
    return tuple(int(color[start : start + 2], 16) for start in (1, 3, 5))


class Sheet(FPDF):
    """US letter, upright. `language` is for readers that speak the page."""

    def __init__(self, letterhead, *, title, language):
        super().__init__(format="letter")
        self.letterhead = letterhead
        self.set_title(title)
        self.set_author(letterhead.name)
        self.set_lang(html_lang(language))
        for style in WEIGHTS:
            self.add_font(FAMILY, style, fonts().path(style))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_page()

    def header(self):
        self.band()
        self.set_y(STITCH * BAND + 8)
        self.words(self.letterhead.name, size=15, style="B")
        for line in self.letterhead.lines:
            self.words(line, size=10, color=SOFT)
        self.ln(6)

    def band(self):
        """Diamonds in a row over the whole width."""
        self.set_fill_color(*rgb(settings.CENTER.theme_color))
        self.rect(0, 0, self.w, STITCH * BAND, style="F")
        self.set_fill_color(255, 255, 255)
        half = BAND // 2
        for column in range(int(self.w / STITCH) + 1):
            depth = abs(column % (BAND - 1) - half)
            for row in {half - (half - depth), half + (half - depth)}:
                self.rect(column * STITCH, row * STITCH, STITCH, STITCH, style="F")

    def words(self, text, *, size=11, style="", color=INK, width=0, align="L"):
        """A paragraph, as high as it needs."""
        self.set_font(FAMILY, style, size)
        self.set_text_color(*color)
        self.multi_cell(width, size * 0.5, printable(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def rule(self):
        self.set_draw_color(*LINE)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())

    def pairs(self, pairs, *, width=55):
        """Labels with their values."""
        for label, value in pairs:
            top = self.get_y() + 2
            self.set_y(top)
            self.words(label, color=SOFT, width=width)
            below = self.get_y()
            self.set_xy(self.l_margin + width, top)
            self.words(value, style="B", width=self.epw - width)
            self.set_y(max(below, self.get_y()) + 2)
            self.rule()

    def code(self, text, *, side=32):
        """`text` as a code to scan, at the right edge from here down."""
        matrix = segno.make(text, error="m", micro=False).matrix
        module = side / (len(matrix) + 2 * QUIET)
        left, top = self.w - self.r_margin - side, self.get_y()
        self.set_fill_color(0, 0, 0)
        for y, row in enumerate(matrix, QUIET):
            for x, dark in enumerate(row, QUIET):
                if dark:
                    self.rect(left + x * module, top + y * module, module, module, style="F")
