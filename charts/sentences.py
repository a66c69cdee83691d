"""What a chart says in words, made from the same data. A change here never stands without that of the city."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.model import Break, Panel, Pillar, Role, Series, WijkPicture
from charts.verdict import direction_words
from charts.wording import Change, change, euros_short, number, part_of, years


@dataclass(frozen=True)
class Stretch:
    """The years between which figures may be compared; `cut` is the break that shortened it."""

    first: int
    last: int
    cut: Break | None


def comparable(own: Series, other: Series | None, start: int | None) -> Stretch | None:
    """From the start (or the last break, or the first figure) to the last figure; in years that both have, if any.

    None when there is no figure at all, or none since the start.
    """
    cuts = sorted((*own.breaks, *(other.breaks if other else ())), key=lambda each: each.year)
    cut = cuts[-1] if cuts else None
    floor = max([year for year in (start, cut.year if cut else None) if year is not None], default=None)
    known = [point.year for point in own.known if floor is None or point.year >= floor]
    shared = [year for year in known if other and other.value_in(year) is not None]
    usable = shared if len(shared) > 1 else known
    if not usable:
        return None
    shortened = cut if cut and floor == cut.year and own.points[0].year < cut.year else None
    return Stretch(usable[0], usable[-1], shortened)


def outcome(panel: Panel, *, start: int | None = None, city: str = "") -> str:
    """One outcome: how it changed since `start`, beside the city (or the country, when there is no city).

    `city` names the comparison that a reader may expect; with a name and without figures, that is said too.
    """
    own = panel.of(Role.WIJK)
    if own is None or not own.known:
        return nothing_known(panel)
    other = panel.of(Role.CITY) or panel.of(Role.COUNTRY)
    stretch = comparable(own, other, start)
    if stretch is None or stretch.first == stretch.last:
        return _latest(panel, own, other)
    parts = [_own_change(panel, own, stretch), _other_change(panel, other, stretch, city), _broken(stretch)]
    return " ".join(part for part in parts if part)


def nothing_known(panel: Panel) -> str:
    return _("%(title)s: %(reason)s.") % {"title": panel.title, "reason": reason_of(panel).rstrip(".")}


def reason_of(panel: Panel) -> str:
    """Why the wijk's line is not there."""
    return panel.empty_reason or _("nog geen gegevens voor deze wijk")


def subject_of(panel: Panel) -> str:
    return panel.subject or _("het cijfer voor ‘%(title)s’") % {"title": panel.title}


def _latest(panel: Panel, own: Series, other: Series | None) -> str:
    point = own.known[-1]
    sentence = _("%(subject)s was %(value)s in %(year)s.") % {
        "subject": _capital(subject_of(panel)),
        "value": number(point.figure, panel.decimals),
        "year": point.year,
    }
    beside = other.value_in(point.year) if other else None
    if other is None or beside is None:
        return sentence
    return (
        sentence
        + " "
        + _("In heel %(place)s was het %(value)s.")
        % {
            "place": other.name,
            "value": number(beside, panel.decimals),
        }
    )


def _own_change(panel: Panel, own: Series, stretch: Stretch) -> str:
    told = _change_of(panel, own, stretch)
    direction = direction_words(panel.direction)
    return _("%(subject)s %(verb)s tussen %(first)s en %(last)s %(rest)s%(direction)s.") % {
        "subject": _capital(subject_of(panel)),
        "verb": told.verb if told else "",
        "rest": told.rest if told else "",
        "first": stretch.first,
        "last": stretch.last,
        "direction": f" ({direction})" if direction else "",
    }


def _other_change(panel: Panel, other: Series | None, stretch: Stretch, city: str) -> str:
    told = _change_of(panel, other, stretch) if other else None
    if other and told:
        return _("In heel %(place)s %(verb)s het %(rest)s.") % {
            "place": other.name,
            "verb": told.verb,
            "rest": told.rest,
        }
    place = other.name if other else city
    return _("Voor heel %(place)s is dat niet bekend.") % {"place": place} if place else ""


def _change_of(panel: Panel, series: Series, stretch: Stretch) -> Change | None:
    before, after = series.value_in(stretch.first), series.value_in(stretch.last)
    if before is None or after is None:
        return None
    return change(before, after, told_in=panel.change_in, decimals=panel.decimals, threshold=panel.threshold)


def _broken(stretch: Stretch) -> str:
    if stretch.cut is None:
        return ""
    return _("Van vóór %(year)s is er geen cijfer dat hiermee te vergelijken is: %(reason)s.") % {
        "year": stretch.cut.year,
        "reason": stretch.cut.reason,
    }


def money(picture: WijkPicture) -> str:
    """What was spent, in all and per pillar; or why nothing is shown."""
    if not picture.bars:
        return picture.money_empty_reason or _("Over het geld is nog niets gemeld.")
    spent = [bar.year for bar in picture.bars]
    pillars = "; ".join(f"{pillar.name} {spent_on(picture, pillar)}" for pillar in picture.told_pillars)
    return _("Besteed in %(years)s: %(total)s. Per pijler: %(pillars)s.") % {
        "years": years(min(spent), max(spent)),
        "total": euros_short(picture.total_cents),
        "pillars": pillars,
    }


def spent_on(picture: WijkPicture, pillar: Pillar) -> str:
    """A pillar's total; a pillar about which nothing was reported is not € 0."""
    reported = any(bar.pillar == pillar.key for bar in picture.bars)
    return euros_short(picture.cents_of(pillar.key)) if reported else _("niet gemeld")


def wijk_picture(picture: WijkPicture) -> str:
    """The sentence before the picture: its first two outcomes that have something to tell."""
    told = [panel for panel in picture.panels if (own := panel.of(Role.WIJK)) and own.known]
    return " ".join(outcome(panel, start=picture.start_year, city=picture.city) for panel in told[:2])


def spans_shown(shown: int, total: int) -> str:
    """ "7 van 12 interventies", or "12 interventies" when all are there."""
    if shown == total == 1:
        return _("1 interventie")
    count = number(total) if shown >= total else part_of(shown, total)
    return _("%(count)s interventies") % {"count": count}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
