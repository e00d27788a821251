"""Reads a paper back as a reader's program does: by the table of letters that each font brings along."""

import re
import zlib


def streams(content):
    for match in re.finditer(rb"stream\n(.*?)\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            yield match[1]


def tables(content):
    """One table from glyph numbers to letters for each font, in the order of the fonts."""
    for stream in streams(content):
        if b"beginbfchar" in stream:
            pairs = re.findall(rb"<(\w{4})> <(\w+)>", stream.split(b"beginbfchar")[1])
            yield {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def unescaped(text):
    return re.sub(rb"\\(.)", lambda match: {b"r": b"\r", b"n": b"\n"}.get(match[1], match[1]), text, flags=re.DOTALL)


def words_on(content):
    """Every run of letters on the paper, in the order in which it was drawn."""
    fonts, found = list(tables(content)), []
    for page in (stream for stream in streams(content) if b" Tj" in stream or b" TJ" in stream):
        found += runs(page, fonts)
    return found


def runs(page, fonts):
    table = {}
    for match in re.finditer(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]+)>", page, re.DOTALL):
        if match[1]:
            table = fonts[int(match[1]) - 1]
            continue
        raw = unescaped(match[2]) if match[2] is not None else bytes.fromhex(match[3].decode())
        yield "".join(table.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2))


def pages_of(content):
    return len(re.findall(rb"/Type /Page\b", content))
