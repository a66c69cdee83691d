"""Small real files of each kind that may come in as evidence, and some that may not."""

from __future__ import annotations

import io
import struct
import zipfile

TYPES = '<?xml version="1.0"?><Types><Override PartName="/x" ContentType="{}"/></Types>'
OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"


def packed(parts: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    main = f"{OFFICE}wordprocessingml.document.main+xml"
    return packed({"[Content_Types].xml": TYPES.format(main), "word/document.xml": "<w/>", **more})


def xlsx() -> bytes:
    main = f"{OFFICE}spreadsheetml.sheet.main+xml"
    return packed({"[Content_Types].xml": TYPES.format(main), "xl/workbook.xml": "<x/>"})


def open_document(what: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{what}", "content.xml": "<o/>"})


def bomb() -> bytes:
    """A few kilobytes that become 60 MB."""
    main = f"{OFFICE}wordprocessingml.document.main+xml"
    return packed({"[Content_Types].xml": TYPES.format(main), "word/document.xml": bytes(60 * 1024 * 1024)})


def lying_bomb() -> bytes:
    """The same, of which the directory says that each part takes a gigabyte of the file itself."""
    content = bytearray(docx())
    for start in (index for index in range(len(content)) if content[index : index + 4] == b"PK\x01\x02"):
        content[start + 20 : start + 24] = struct.pack("<I", 1 << 30)
    return bytes(content)


GOOD = {
    "verslag.pdf": PDF,
    "verslag.docx": docx(),
    "cijfers.xlsx": xlsx(),
    "verslag.odt": open_document("text"),
    "cijfers.ods": open_document("spreadsheet"),
    "foto.png": PNG,
    "foto.JPG": JPEG,
    "foto.jpeg": JPEG,
    "notitie.txt": "Wij praatten met 14 bewoners; één wil weg.".encode("cp1252"),
    "cijfers.csv": "wijk;aantal\r\nHavenkwartier;14\r\n".encode("utf-8-sig"),
}
BAD = {
    "an empty file": ("leeg.pdf", b"", "leeg"),
    "a program of Windows": ("verslag.pdf", b"MZ\x90\x00" + bytes(60), "een programma"),
    "a program of Linux": ("verslag.txt", b"\x7fELF" + bytes(60), "een programma"),
    "a script": ("verslag.txt", b"#!/bin/sh\nrm -rf /\n", "een programma"),
    "a page": ("verslag.txt", b"<!DOCTYPE html><script>1</script>", "HTML, SVG"),
    "a drawing with code": ("foto.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "HTML, SVG"),
    "a drawing behind a comment": ("foto.txt", b"<!-- a --><svg onload='1'/>", "HTML, SVG"),
    "a page in another coding": ("verslag.txt", "<html></html>".encode("utf-16"), "HTML, SVG"),
    "a picture called PDF": ("verslag.pdf", PNG, "de inhoud is PNG"),
    "a text called PDF": ("verslag.pdf", b"Gewoon tekst", "de inhoud is TXT"),
    "a document called sheet": ("cijfers.xlsx", docx(), "de inhoud is DOCX"),
    "a file without an ending": ("verslag", PDF, "nemen wij niet aan"),
    "an ending that we do not take": ("verslag.exe", PDF, "nemen wij niet aan"),
    "any zip": ("verslag.docx", packed({"a.txt": "a"}), "nemen wij niet aan"),
    "bytes of no kind": ("foto.png", b"\x00\x01\x02\x03" * 10, "nemen wij niet aan"),
    "an old office file": ("verslag.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "wachtwoord"),
    "macros": ("verslag.docx", docx(**{"word/vbaProject.bin": b"1"}), "macro’s"),
    "a broken file": ("verslag.docx", docx()[:60], "beschadigd"),
    "a zip bomb": ("verslag.docx", bomb(), "uitgepakt veel te groot"),
    "a zip bomb that lies": ("verslag.docx", lying_bomb(), "uitgepakt veel te groot"),
}
