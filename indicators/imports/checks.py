"""What a reader cannot know: whether the codes and indicators of a file stand in our tables."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.readers.base import Problem, Problems, Reading
from wijken.codes import level_of
from wijken.models import Area


def resolve(reading: Reading, file: str) -> tuple[pl.DataFrame, list[Problem]]:
    """The frame with `indicator_id`, in the order of the key, and everything that forbids writing it.

    Each unknown code and each unknown indicator is one problem, at the first row that has it. They stand among what
    the reader found, by row: a file is refused once, for all that is wrong with it.
    """
    problems = [*reading.problems, *_unknown_areas(reading, file), *_unknown_indicators(reading, file)]
    problems = sorted(problems or _doubles(reading, file), key=_place)
    if problems:
        return reading.frame, problems
    ids = pl.DataFrame(
        list(Indicator.objects.values_list("slug", "pk")),
        schema={"slug": pl.String, "indicator_id": pl.Int32},
        orient="row",
    )
    frame = reading.frame.join(ids, on="slug", how="left")
    return frame.sort("code", "indicator_id", "period"), []


def _place(problem: Problem) -> tuple[bool, int]:
    """In the order of the rows; what is about all of the file, such as how many more errors there are, is last."""
    return problem.row is None and problem.column is None, problem.row or 0


def _unknown_areas(reading: Reading, file: str) -> list[Problem]:
    standing = Area.objects.filter(division_year=reading.division_year).values_list("code", flat=True)
    known = {*standing, *reading.areas["code"].to_list()}
    unknown = reading.frame.filter(~pl.col("code").is_in(list(known)))
    firsts = unknown.sort("row").unique("code", keep="first", maintain_order=True).select("code", "row")
    elsewhere = _other_divisions(firsts["code"].to_list())
    problems = Problems(file)
    for code, row in firsts.iter_rows():
        problems.add(_about_code(code, reading.division_year, elsewhere.get(code, [])), row=row, value=code)
    return problems.all()


def _other_divisions(codes: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = Area.objects.filter(code__in=codes[:5000]).order_by("division_year").values_list("code", "division_year")
    for code, year in rows:
        found.setdefault(code, []).append(year)
    return found


def _about_code(code: str, year: int, others: list[int]) -> str:
    if not level_of(code):
        return _("%(code)s is geen code van een gebied. Verwacht wordt een code zoals GM0518, WK051836, BU05183620 "
                 "of 2531.") % {"code": code}  # fmt: skip
    if others:
        years = ", ".join(str(other) for other in others)
        return _("%(code)s bestaat niet in de indeling van %(year)s, wel in die van %(years)s. Kies het jaar van de "
                 "indeling waarop de cijfers staan.") % {"code": code, "year": year, "years": years}  # fmt: skip
    return _("%(code)s is niet bekend in de indeling van %(year)s. Lees eerst de gebieden van dat jaar in, of verbeter "
             "de code.") % {"code": code, "year": year}  # fmt: skip


def _unknown_indicators(reading: Reading, file: str) -> list[Problem]:
    known = list(Indicator.objects.values_list("slug", flat=True))
    unknown = reading.frame.filter(~pl.col("slug").is_in(known))
    firsts = unknown.sort("row").unique("slug", keep="first", maintain_order=True).select("slug", "column")
    message = _("De catalogus kent geen indicator %(slug)s. Kies er een van /indicatoren.")
    return [Problem(file, None, column, slug, message % {"slug": slug}) for slug, column in firsts.iter_rows()]


def _doubles(reading: Reading, file: str) -> list[Problem]:
    key = ["code", "slug", "period"]
    frame = reading.frame
    if not frame.select(pl.struct(key).is_duplicated().any()).item():
        return []
    again = frame.filter(~pl.struct(key).is_first_distinct())
    message = _("%(slug)s van %(code)s in %(period)s staat twee keer in dit bestand. Laat er een weg.")
    return [
        Problem(file, row, column, code, message % {"slug": slug, "code": code, "period": period})
        for code, slug, period, row, column in again.select(*key, "row", "column").iter_rows()
    ]
