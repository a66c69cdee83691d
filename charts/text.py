"""How wide words are, without a font at hand: advance widths of an open humanist sans, in thousandths of an em."""

from functools import lru_cache

from charts.wording import NO_BREAK_SPACE

ELLIPSIS = "…"
_BOLD = 1.08
_OTHER = 600
_WIDTHS: dict[str, int] = {}
for _width, _characters in (
    (265, f"ijlI.,:;'!| {NO_BREAK_SPACE}"),
    (340, "ftJ()[]-/r"),
    (480, "csz?–"),
    (535, "vxyke"),
    (572, "0123456789€−+<>LTYFZES"),
    (618, "abdghnopqu"),
    (640, "ACPRKXVB"),
    (760, "DGHNOQUw&"),
    (830, "%"),
    (940, "mMW@—…"),
):
    _WIDTHS.update(dict.fromkeys(_characters, _width))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Estimated width of `text` at font size `size`, in the same unit."""
    return _thousandths(text) * size / 1000 * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)  # three geometries measure the same words
def _thousandths(text: str) -> int:
    return sum(_WIDTHS.get(character, _OTHER) for character in text)


def truncated(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text`, or as many of its letters as fit in `room` with an ellipsis."""
    if width_of(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines of whole words that fit in `room`; a word that alone is too wide is broken, with a hyphen."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, size, room, bold=bold)
    return tuple(lines)


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    parts = [word]
    while width_of(parts[-1], size, bold=bold) > room:
        rest = parts.pop()
        fits = max(1, sum(width_of(rest[: end + 1] + "-", size, bold=bold) <= room for end in range(len(rest))))
        parts += [rest[:fits] + "-", rest[fits:]]
        if not rest[fits:]:
            return [*parts[:-2], rest]
    return parts
