"""The geometries: a phone gets a drawing of its own, not the wide one shrunk. All lengths are in SVG user units,
which are near to CSS pixels because the stylesheet shows each drawing only near its own width."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Layout:
    """`left` and `right` bound the years; right of them stand the labels, left of them the values of the axis."""

    name: str
    width: float
    left: float
    right: float
    text: float
    small: float
    heading: float
    title_room: float
    titles_beside: bool
    plot_height: float
    money_height: float
    spans: int
    long_names: bool = True

    @property
    def line(self) -> float:
        """Height of a line of small text."""
        return self.small * 1.35

    @property
    def free(self) -> tuple[float, float]:
        """How far words on the time axis may run to both sides: to the titles and labels, or over the full width."""
        return (self.left, self.right) if self.titles_beside else (0, self.width)

    @property
    def label_x(self) -> float:
        return self.right + 10

    @property
    def label_room(self) -> float:
        return self.width - self.label_x


WIDE = Layout("wide", 1080, 232, 816, 14, 13, 16, 182, True, 104, 148, 8)
MIDDLE = Layout("middle", 600, 44, 424, 14, 13, 16, 600, False, 110, 140, 7)
PHONE = Layout("phone", 300, 36, 212, 12.5, 12, 15, 300, False, 104, 120, 5, long_names=False)

SINGLE = replace(MIDDLE, name="middle", width=640, right=460, title_room=640, plot_height=190)
SINGLE_PHONE = replace(PHONE, plot_height=150)
