"""A pillar's colour and texture: the same wherever it is drawn, and never without its name beside it."""

from charts.model import Pillar
from charts.svg import Element, Value, circle, group, line, rectangle, title
from charts.wijkpicture.scene import Scene

_TEXTURES = 4


def pillar_group(pillar: Pillar, *children: Element) -> Element:
    """What is drawn in a pillar's colour."""
    return group(*children, class_=f"chart-pillar chart-pillar--{pillar.css}")


def block(scene: Scene, pillar: Pillar, *box: float, said: str = "") -> list[Element]:
    """A box of x, y, width and height in the pillar's colour, and over it the texture; `said` is shown by a pointer."""
    x, y, width, height = box
    colour = rectangle(x, y, width, height, "chart-bar")
    if not _texture_of(scene, pillar):
        return [colour.add(title(said) if said else None)]
    texture = rectangle(x, y, width, height, "chart-texture", fill=f"url(#{scene.texture(pillar.key)})")
    return [colour, texture.add(title(said) if said else None)]


def _texture_of(scene: Scene, pillar: Pillar) -> int:
    """A pillar's texture by its place; the first is plain."""
    pillars = scene.picture.pillars
    return pillars.index(pillar) % _TEXTURES if pillar in pillars else 0


def textures(scene: Scene) -> Element:
    """A texture for each pillar by its place, so that colour is never the only difference."""
    size: dict[str, Value] = {"patternUnits": "userSpaceOnUse", "width": 5, "height": 5}
    patterns = (
        Element("pattern", *_strokes(texture), id=scene.texture(pillar.key), **size)
        for pillar in scene.picture.pillars
        if (texture := _texture_of(scene, pillar))
    )
    return Element("defs", *patterns)


def _strokes(index: int) -> list[Element]:
    """Plain, slanted, dotted, level."""
    slanted = [line(-1, 6, 6, -1, "chart-stroke"), line(-1, 1, 1, -1, "chart-stroke"), line(4, 6, 6, 4, "chart-stroke")]
    dotted = [circle(2.5, 2.5, 1, "chart-speck")]
    level = [line(0, 2.5, 5, 2.5, "chart-stroke")]
    return [[], slanted, dotted, level][index]
