"""Figures that follow from other figures: sums of counts, and rates from a count and its denominator.

A rate is stored as derived. Its denominator is of the same area and, if it can be, of the same year; with that of
another year (at most three away) the rate is estimated, further away there is none. Areas below 100 inhabitants get
no rate: the rounding of the counts alone would make it jump.
"""

from __future__ import annotations

import polars as pl

from indicators.catalogue import Entry, catalogue
from indicators.domains import Status
from indicators.readers.base import FRAME_SCHEMA

FEWEST_INHABITANTS = 100
FURTHEST_YEAR = 3
KEY = ["code", "slug", "period"]
UNKNOWN = (int(Status.WITHHELD), int(Status.MISSING))


def with_derived(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with what follows from it. A figure of the source stands, unless it is missing there."""
    for entry in catalogue().indicators.values():
        if entry.sum_of:
            frame = added(frame, total(frame, entry))
    new = [rate(frame, entry) for entry in catalogue().indicators.values() if entry.is_derived_rate]
    return added(frame, pl.concat(new)) if new else frame


def added(frame: pl.DataFrame, derived: pl.DataFrame) -> pl.DataFrame:
    """Put derived figures beside those of the source, and in the place of missing ones that can be computed."""
    if derived.is_empty():
        return frame
    touched = pl.col("slug").is_in(derived["slug"].unique().to_list())
    given, others = frame.filter(touched), frame.filter(~touched)
    computed = derived.filter(pl.col("value").is_not_null())
    replaced = given.filter(pl.col("status") == int(Status.MISSING)).join(computed, on=KEY, how="semi")
    kept = given.join(replaced, on=KEY, how="anti")
    return pl.concat([others, kept, derived.join(kept, on=KEY, how="anti")])


def total(frame: pl.DataFrame, entry: Entry) -> pl.DataFrame:
    """The sum of all parts of an area and year; unknown as soon as one part is."""
    parts = frame.filter(pl.col("slug").is_in(list(entry.sum_of)))
    grouped = parts.group_by("code", "period").agg(
        pl.len().alias("parts"),
        pl.col("value").sum(),
        pl.col("value").null_count().alias("unknown"),
        worst_status(pl.col("status")).alias("status"),
        pl.col("row").min(),
    )
    whole = grouped.filter(pl.col("parts") == len(entry.sum_of))
    value = pl.when(pl.col("unknown") == 0).then(pl.col("value"))
    return shaped(whole.with_columns(value.alias("value")), entry.slug, source=entry.sum_of[0])


def worst_status(status: pl.Expr) -> pl.Expr:
    """Withheld before missing, else the least certain of the parts."""
    withheld = (status == int(Status.WITHHELD)).any()
    return pl.when(withheld).then(int(Status.WITHHELD)).otherwise(status.max()).cast(pl.Int8)


def rate(frame: pl.DataFrame, entry: Entry) -> pl.DataFrame:
    """`per` times count over denominator, for each area and year that has the count."""
    counts = frame.filter(pl.col("slug") == entry.numerator).select("code", "period", "value", "status", "row")
    if counts.is_empty():
        return pl.DataFrame(schema=FRAME_SCHEMA)
    joined = nearest(nearest(counts, frame, entry.denominator or "", "denominator"), frame, "inwoners", "people")
    joined = joined.filter(pl.col("denominator_status").is_not_null())
    enough = (pl.col("people").is_null() & pl.col("people_status").is_null()) | (pl.col("people") >= FEWEST_INHABITANTS)
    joined = joined.filter(enough.fill_null(value=False)).with_columns(
        (entry.per * pl.col("value") / pl.col("denominator")).alias("rate"), rate_status().alias("status")
    )
    known = ~pl.col("status").is_in(UNKNOWN)
    joined = joined.filter(~known | (pl.col("denominator") > 0)).with_columns(
        pl.when(known).then(pl.col("rate")).alias("value")
    )
    highest = entry.bounds[1]
    if highest is not None:
        joined = joined.filter((pl.col("value") <= highest) | pl.col("value").is_null())
    return shaped(joined, entry.slug, source=entry.numerator or "")


def rate_status() -> pl.Expr:
    """Unknown where a part is; estimated where the denominator is of another year; else as certain as its parts."""
    count, denominator = pl.col("status"), pl.col("denominator_status")
    return (
        pl.when((count == int(Status.WITHHELD)) | (denominator == int(Status.WITHHELD)))
        .then(int(Status.WITHHELD))
        .when((count == int(Status.MISSING)) | (denominator == int(Status.MISSING)))
        .then(int(Status.MISSING))
        .when(pl.col("denominator_period") != pl.col("period"))
        .then(int(Status.ESTIMATED))
        .otherwise(pl.max_horizontal(count, denominator))
        .cast(pl.Int8)
    )


def nearest(counts: pl.DataFrame, frame: pl.DataFrame, slug: str, name: str) -> pl.DataFrame:
    """Each count with the figure of `slug` in the same area, of the same year or of the nearest within three."""
    other = frame.filter(pl.col("slug") == slug).select(
        "code",
        pl.col("period").alias(f"{name}_period"),
        pl.col("value").alias(name),
        pl.col("status").alias(f"{name}_status"),
    )
    distance = (pl.col("period") - pl.col(f"{name}_period")).abs()
    pairs = counts.select("code", "period").unique().join(other, on="code").with_columns(distance.alias("distance"))
    pairs = pairs.filter(
        (pl.col("distance") == 0) | ((pl.col("distance") <= FURTHEST_YEAR) & pl.col(name).is_not_null())
    )
    best = pairs.sort("distance", f"{name}_period").unique(["code", "period"], keep="first").drop("distance")
    return counts.join(best, on=["code", "period"], how="left")


def shaped(figures: pl.DataFrame, slug: str, *, source: str) -> pl.DataFrame:
    return figures.with_columns(
        pl.lit(slug).alias("slug"), pl.lit(value=True).alias("derived"), pl.lit(source).alias("column")
    ).select([pl.col(name).cast(kind) for name, kind in FRAME_SCHEMA.items()])
