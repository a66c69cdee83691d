"""Put what is served from packages into static/vendor: `python tools/assets.py`, after `npm ci`.

Exactly the files named here, from node_modules, and nothing of ours in between. The style sheets become one file, since
a page that asks for a dozen waits for a dozen; of the theme only the tokens of the parts that we use, a fifth of it.
Standard library alone: it also runs where only Node and Python stand.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

THEME = "@nl-design-system-community/ma-design-tokens"
FONT = "@fontsource-variable/noto-sans"
COMPONENTS = {
    "@nl-design-system-candidate/button-css": "dist/button.css",
    "@nl-design-system-candidate/skip-link-css": "dist/skip-link.css",
    "@utrecht/alert-css": "dist/index.min.css",
    "@utrecht/breadcrumb-nav-css": "dist/index.min.css",
    "@utrecht/form-field-css": "dist/index.min.css",
    "@utrecht/form-field-description-css": "dist/index.min.css",
    "@utrecht/form-field-error-message-css": "dist/index.min.css",
    "@utrecht/form-label-css": "dist/index.min.css",
    "@utrecht/select-css": "dist/index.min.css",
    "@utrecht/table-css": "dist/index.min.css",
    "@utrecht/textarea-css": "dist/index.min.css",
    "@utrecht/textbox-css": "dist/index.min.css",
}
# package → file in it → name under static/vendor
FILES = {
    "htmx.org": {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx-LICENSE.txt"},
    FONT: {
        "files/noto-sans-latin-wght-normal.woff2": "noto-sans-latin.woff2",
        "files/noto-sans-latin-ext-wght-normal.woff2": "noto-sans-latin-ext.woff2",
        "LICENSE": "noto-sans-LICENSE.txt",
    },
    THEME: {"LICENSE.md": "nl-design-system-LICENSE.md"},
}
# Tokens of parts that no page uses stay out (the theme has them for seventy parts).
TOKENS_IN_USE = re.compile(
    r"--(basis|ma-color|nl-button|nl-link|nl-skip-link|utrecht-(alert|breadcrumb-nav|form|select"
    r"|space|table|textarea|textbox|document|root))[a-z0-9-]*$"
)
DECLARATION = re.compile(r"^\s*(--[\w-]+):\s*(.+);$", re.MULTILINE)
SOURCE_MAP = re.compile(r"/\*#\s*sourceMappingURL=.*?\*/")


def tokens(path: Path) -> str:
    """The declarations that are in use, in the order in which the theme gives them."""
    pairs = DECLARATION.findall(path.read_text(encoding="utf-8"))
    return "".join(f"{name}:{value};" for name, value in pairs if TOKENS_IN_USE.match(name))


def fonts() -> str:
    """The two font faces of the alphabet that Dutch pages use, as the font package itself declares them."""
    sheet = (MODULES / FONT / "wght.css").read_text(encoding="utf-8")
    chosen = [face for face in re.findall(r"@font-face \{.*?\}", sheet, re.DOTALL) if "noto-sans-latin-" in face]
    text = "\n".join(chosen)
    for source, target in FILES[FONT].items():
        text = text.replace(f"./{source}", target)
    return text


def style_sheet() -> str:
    dist = MODULES / THEME / "dist"
    light, dark = tokens(dist / "theme.css"), tokens(dist / "color-scheme-dark" / "theme.css")
    parts = [
        "/* NL Design System, EUPL-1.2, and Noto Sans, OFL-1.1; made by tools/assets.py */",
        fonts(),
        f".ma-theme{{{light}}}",
        f"@media screen and (prefers-color-scheme:dark){{.ma-theme{{{dark}}}}}",
    ]
    for package, name in COMPONENTS.items():
        # a source map that is not served makes the manifest of static files refuse the sheet
        parts.append(SOURCE_MAP.sub("", (MODULES / package / name).read_text(encoding="utf-8")).strip())
    return "\n".join(parts) + "\n"


def copy_files() -> None:
    for package, names in FILES.items():
        for source, target in names.items():
            shutil.copyfile(MODULES / package / source, VENDOR / target)


def write_stamp() -> None:
    """One line a file, as `sha256sum --check` reads it."""
    files = sorted(path for path in VENDOR.iterdir() if not path.name.startswith(".") and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (VENDOR / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    copy_files()
    (VENDOR / "nl-design-system.css").write_text(style_sheet(), encoding="utf-8")
    write_stamp()


if __name__ == "__main__":
    main()
