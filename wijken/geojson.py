"""Areas out of a GeoJSON file: codes, names and boundaries, every error at once."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _

from wijken.city_codes import Numbering
from wijken.codes import level_of
from wijken.shapes import ShapeError, coordinates_of, read_geometry, repaired, stored_forms

CODE_PROPERTIES = (
    "cbscode", "statcode", "code", "gebiedscode", "gwb_code", "buurtcode", "wijkcode", "gemeentecode", "bu_code",
    "wk_code", "gm_code", "pc4", "postcode", "postcode4", "pc4_code",
)  # fmt: skip
NAME_PROPERTIES = (
    "naam", "name", "statnaam", "gebiedsnaam", "gwb_naam", "buurtnaam", "wijknaam", "gemeentenaam", "bu_naam",
    "wk_naam", "gm_naam",
)  # fmt: skip
WHOLE_NUMBERS = ("wijkbuurtcode", "wijkbuurt")  # of a city: wijk and buurt as one number


@dataclass(frozen=True)
class Mistake:
    """What is wrong at one feature (1 is the first) or, with None, in the whole file."""

    row: int | None
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True)
class ReadArea:
    row: int
    code: str
    name: str  # empty where the file gives none
    level: str
    boundary: dict[str, Any]
    simplified: dict[str, Any]
    was_repaired: bool


@dataclass(frozen=True)
class Options:
    """How a file names its areas. `prefix` makes a CBS code of a city's own: 'WK0014' + '01', 'BU0014' + '0601'."""

    level: str | None = None
    code_property: str | None = None
    name_property: str | None = None
    prefix: str = ""


class FileRefused(ValueError):
    """The file as a whole cannot be read."""


def load(path: Path) -> dict[str, Any]:
    """The FeatureCollection in a file; raises FileRefused with what to do."""
    raw = path.read_bytes()
    if not raw.strip(b"\0 \r\n\t"):
        raise FileRefused(_("Het bestand is leeg. Haal het opnieuw op."))
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = _("Regel %(line)s is niet in UTF-8 opgeslagen. Sla het bestand op als UTF-8.")
        raise FileRefused(message % {"line": line}) from None
    if text[:1] == "<":
        raise FileRefused(_("Dit is een webpagina of XML, geen GeoJSON. Sla het GeoJSON-bestand zelf op."))
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        cut = _("Op regel %(line)s houdt de JSON op of klopt hij niet. Haal het bestand opnieuw op.")
        raise FileRefused(cut % {"line": error.lineno}) from None
    except RecursionError:
        raise FileRefused(_("De JSON is te diep genest. Kies het bestand met de gebieden.")) from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection" or not document.get("features"):
        raise FileRefused(_("Dit is geen GeoJSON met gebieden: er is geen FeatureCollection met 'features'."))
    return document


def read_areas(path: Path, options: Options) -> tuple[list[ReadArea], list[Mistake]]:
    """Every area of the file, and every mistake in it; any mistake means that the file is refused whole."""
    try:
        document = load(path)
        features = document["features"]
        code_key = property_named(features, options.code_property, code_properties(options), _("code"))
        numbering = numbering_of(features, code_key, options)
        name_key = name_property(features, code_key, options)
    except FileRefused as refusal:
        return [], [Mistake(None, None, None, str(refusal))]
    crs = named_coordinates(document.get("crs"))
    reader = Reader(options, code_key, name_key, crs, numbering)
    areas = [area for row, feature in enumerate(features, 1) if (area := reader.read(row, feature))]
    return areas, reader.mistakes + duplicates(areas, code_key)


def named_coordinates(crs: Any) -> str | None:
    """The name in a `crs` member, however loosely it is written."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else crs
    return name if isinstance(name, str) else None


def properties_of(feature: Any) -> dict[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def property_named(features: list[Any], asked: str | None, usual: tuple[str, ...], what: str) -> str:
    """The property that holds the code or the name; raises FileRefused where there is none."""
    present = {key for feature in features for key in properties_of(feature)}
    if asked:
        if asked in present:
            return asked
        message = _("De eigenschap '%(asked)s' staat niet in het bestand. Er is: %(present)s.")
        raise FileRefused(message % {"asked": asked, "present": ", ".join(sorted(present))})
    by_plain_name = {re.sub(r"_?\d{4}$", "", key.lower()): key for key in sorted(present)}
    for name in usual:
        if name in by_plain_name:
            return by_plain_name[name]
    message = _("Geen eigenschap gevonden met de %(what)s. Noem haar zelf (%(option)s). Er is: %(present)s.")
    option = "--code-property" if "code" in usual else "--name-property"
    raise FileRefused(message % {"what": what, "option": option, "present": ", ".join(sorted(present))})


def code_properties(options: Options) -> tuple[str, ...]:
    """Where the code may stand, the likeliest first: with the prefix of a gemeente the number must hold the wijk."""
    return (*WHOLE_NUMBERS, *CODE_PROPERTIES) if options.prefix.startswith("BU") else CODE_PROPERTIES


def numbering_of(features: list[Any], code_key: str, options: Options) -> Numbering:
    """How own codes become those of CBS; raises FileRefused where they cannot."""
    numbering = Numbering.of(options.prefix, [own_code(feature, code_key) for feature in features])
    if numbering.lacks_wijk:
        message = _("In '%(key)s' staat het nummer van de buurt zonder dat van de wijk. Kies met --code-property de "
                    "eigenschap die beide heeft, zoals 3606 of 0601.")  # fmt: skip
        raise FileRefused(message % {"key": code_key})
    return numbering


def name_property(features: list[Any], code_key: str, options: Options) -> str | None:
    """The property that holds the name; None where areas have none, as those of a postcode."""
    try:
        return property_named(features, options.name_property, NAME_PROPERTIES, _("naam"))
    except FileRefused:
        if options.name_property or any(level_of(own_code(feature, code_key)) != "pc4" for feature in features):
            raise
        return None


def own_code(feature: Any, key: str) -> str:
    value = properties_of(feature).get(key)
    return "" if value is None else str(value).strip()


def duplicates(areas: list[ReadArea], column: str) -> list[Mistake]:
    times = Counter(area.code for area in areas)
    message = _("Deze code staat %(times)s keer in het bestand. Laat één gebied per code staan.")
    return [
        Mistake(area.row, column, area.code, message % {"times": times[area.code]})
        for area in areas
        if times[area.code] > 1
    ]


class Reader:
    """Reads the features of one file and gathers their mistakes."""

    def __init__(
        self, options: Options, code_key: str, name_key: str | None, crs: str | None, numbering: Numbering
    ) -> None:
        self.options, self.code_key, self.name_key, self.crs = options, code_key, name_key, crs
        self.numbering = numbering
        self.mistakes: list[Mistake] = []

    def read(self, row: int, feature: Any) -> ReadArea | None:
        code, level = self.code_and_level(row, own_code(feature, self.code_key))
        forms = self.forms(row, feature.get("geometry") if isinstance(feature, dict) else None, level)
        if level is None or forms is None:
            return None
        name = str(properties_of(feature).get(self.name_key or "") or "").strip()[:80]
        return ReadArea(row, code, name, level, *forms)

    def code_and_level(self, row: int, own: str) -> tuple[str, str | None]:
        if not own:
            self.wrong(row, self.code_key, own, _("Dit gebied heeft geen code. Vul hem aan of laat het gebied weg."))
            return own, None
        code = self.numbering.cbs_code(own)
        level = level_of(code)
        if level is None:
            message = _(
                "'%(code)s' is geen code van CBS (GM, WK of BU met cijfers) en geen postcode van vier cijfers. Kies de "
                "eigenschap met de code (--code-property), of geef het begin van de code (--code-prefix)."
            )
            self.wrong(row, self.code_key, own, message % {"code": code})
        elif self.options.level and level != self.options.level:
            message = _("Dit is een code van het niveau %(is)s, niet %(asked)s. Kies het andere niveau (--level), "
                        "of de eigenschap met de code van dit niveau (--code-property).")  # fmt: skip
            self.wrong(row, self.code_key, own, message % {"is": level, "asked": self.options.level})
        return code, level

    def forms(self, row: int, geometry: Any, level: str | None) -> tuple[dict[str, Any], dict[str, Any], bool] | None:
        try:
            polygon, was_repaired = repaired(read_geometry(geometry))
            crs = coordinates_of(shapely.total_bounds(polygon), self.crs)
            return (*stored_forms(polygon, crs, level or "wijk"), was_repaired)
        except ShapeError as error:
            self.wrong(row, "geometry", None, str(error))
            return None

    def wrong(self, row: int, column: str, value: str | None, message: str) -> None:
        self.mistakes.append(Mistake(row, column, value, message))
