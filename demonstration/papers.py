"""Small documents for Voorbeeldstad, made here and the same each time: a page of text, and a drawing.

Each says of itself that it is invented. Real files of their kind, so that they pass the check of any document.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

INVENTED = "Verzonnen voorbeeld uit Voorbeeldstad, een gemeente die niet bestaat."
A4 = (595, 842)  # points
SIZE = (320, 200)  # pixels
SKY, GROUND, WALL, ROOF = b"\xdc\xe6\xee", b"\xc9\xc3\xb8", b"\x9a\x6a\x50", b"\x5a\x46\x3e"


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """One page with a title, some lines and the sentence that it is invented."""
    text = [f"BT /F1 18 Tf 60 760 Td ({escaped(title)}) Tj ET"]
    for place, line in enumerate([*lines, "", INVENTED]):
        text.append(f"BT /F1 11 Tf 60 {720 - 20 * place} Td ({escaped(line)}) Tj ET")
    stream = "\n".join(text).encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R" % A4
            + b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
            font,
        ]
    )


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def assembled(objects: Sequence[bytes]) -> bytes:
    """The objects with the table that says at which byte each begins."""
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % count + table
    return file + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def png(text: str) -> bytes:
    """A drawing of three houses, with the text beside it in the file."""
    width, height = SIZE
    rows = b"".join(b"\x00" + b"".join(colour(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    said = b"Description\x00" + f"{text}. {INVENTED}".encode("latin-1", "replace")
    parts = (b"IHDR", header), (b"tEXt", said), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def colour(x: int, y: int) -> bytes:
    within = x % 100
    if y >= 170:
        return GROUND
    if y >= 90 and 20 <= within <= 80:
        return WALL
    if 60 <= y < 90 and abs(within - 50) <= y - 55:
        return ROOF
    return SKY
