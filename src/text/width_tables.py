#!/usr/bin/env python3
"""Makes src/text/width_tables.c from the Unicode Character Database.

Usage: width_tables.py UCD_DIRECTORY > width_tables.c, with EastAsianWidth.txt and UnicodeData.txt
in it; iconv(1) must know GBK. Only needed for a new version of Unicode.
"""
import subprocess
import sys
import os

LAST = 0x110000
# Format characters that are drawn: they enclose the number that follows (Prepended_Concatenation_Mark).
DRAWN_FORMAT = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891,
                0x08E2, 0x110BD, 0x110CD}
# COMBINE and IGNORE of the counting rule, which are zero whatever the database says.
ZERO = [(0x0000, 0x001F), (0x007F, 0x009F), (0x00AD, 0x00AD), (0x0300, 0x036F), (0x0483, 0x0489),
        (0x061C, 0x061C), (0x1160, 0x11FF), (0x180B, 0x180F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
        (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x20D0, 0x20FF), (0x302A, 0x302F),
        (0x3099, 0x309A), (0xD7B0, 0xD7FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF)]


def read_ranges(path):
    """Yields (first, last, property) of a database file."""
    for line in open(path, encoding="utf-8"):
        body = line.split("#")[0].strip()
        if body:
            span, value = (part.strip() for part in body.split(";")[:2])
            first, _, last = span.partition("..")
            yield int(first, 16), int(last or first, 16), value


def read_widths(directory):
    widths = ["N"] * LAST
    for first, last, value in read_ranges(os.path.join(directory, "EastAsianWidth.txt")):
        widths[first:last + 1] = [value] * (last + 1 - first)
    # The file names these blocks as wide by default, assigned or not.
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD),
                        (0x30000, 0x3FFFD)):
        widths[first:last + 1] = ["W"] * (last + 1 - first)
    return widths


def read_zero(directory):
    zero = set()
    first = None
    for line in open(os.path.join(directory, "UnicodeData.txt"), encoding="utf-8"):
        code, name, category = line.split(";")[:3]
        code = int(code, 16)
        if name.endswith("First>"):
            first = code
            continue
        span = range(first if name.endswith("Last>") else code, code + 1)
        if category in ("Mn", "Me") or (category == "Cf" and code not in DRAWN_FORMAT):
            zero.update(span)
    for low, high in ZERO:
        zero.update(range(low, high + 1))
    return zero


def two_byte_gbk(code_points):
    """Those that iconv's GBK holds in two bytes."""
    text = "\n".join(chr(c) for c in code_points) + "\n"
    out = subprocess.run(["iconv", "-c", "-f", "UTF-8", "-t", "GBK"], input=text.encode(),
                         stdout=subprocess.PIPE).stdout
    return {c for c, line in zip(code_points, out.split(b"\n")) if len(line) == 2}


def main():
    directory = sys.argv[1]
    widths, zero = read_widths(directory), read_zero(directory)
    ambiguous = [c for c in range(LAST) if widths[c] == "A" and c not in zero]
    printed = two_byte_gbk([c for c in ambiguous if not 0xD800 <= c < 0xE000])

    def kind(c):
        if c in zero:
            return "ZERO"
        if widths[c] in "WF":
            return "WIDE"
        if widths[c] == "A":
            return "GBK" if c in printed else "AMBIGUOUS"
        return None

    rows = []
    for c in range(0x80, LAST):
        k = kind(c)
        if k and rows and rows[-1][1] == c - 1 and rows[-1][2] == k:
            rows[-1][1] = c
        elif k:
            rows.append([c, c, k])
    version = open(os.path.join(directory, "EastAsianWidth.txt"), encoding="utf-8").readline()
    print("/*\n * Made by width_tables.py from " + version.strip("#\n ") +
          ",\n * UnicodeData.txt of the same version, and the GBK of iconv.\n */")
    print('#include "text/width_tables.h"\n')
    print("const struct width_range width_ranges[] = {")
    for first, last, k in rows:
        print("    {0x%05X, 0x%05X, WIDTH_%s}," % (first, last, k))
    print("};\n\nconst size_t width_range_count = sizeof width_ranges / sizeof width_ranges[0];")


main()
