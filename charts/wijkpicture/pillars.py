"""A pillar's colour and texture: the same wherever it is drawn, and never without its name beside it."""

from charts.model import Pillar
from charts.svg import Element, Value, circle, group, line, rectangle
from charts.wijkpicture.scene import Scene

_TEXTURES = 4


def block(scene: Scene, pillar: Pillar, *box: float) -> Element:
    """A pillar's colour and texture in a box of x, y, width and height, with a thin white line above."""
    x, y, width, height = box
    return group(
        rectangle(x, y, width, height, "chart-bar"),
        rectangle(x, y, width, height, "chart-texture", fill=f"url(#{scene.texture(pillar.key)})"),
        line(x, y, x + width, y, "chart-bar-gap") if height > 2 else None,
        class_=f"chart-pillar chart-pillar--{pillar.css}",
    )


def textures(scene: Scene) -> Element:
    """A texture for each pillar by its place, so that colour is never the only difference."""
    size: dict[str, Value] = {"patternUnits": "userSpaceOnUse", "width": 5, "height": 5}
    patterns = (
        Element("pattern", *_strokes(index % _TEXTURES), id=scene.texture(pillar.key), **size)
        for index, pillar in enumerate(scene.picture.pillars)
    )
    return Element("defs", *patterns)


def _strokes(index: int) -> list[Element]:
    """Plain, slanted, dotted, level."""
    slanted = [line(-1, 6, 6, -1, "chart-stroke"), line(-1, 1, 1, -1, "chart-stroke"), line(4, 6, 6, 4, "chart-stroke")]
    dotted = [circle(2.5, 2.5, 1, "chart-speck")]
    level = [line(0, 2.5, 5, 2.5, "chart-stroke")]
    return [[], slanted, dotted, level][index]
