"""The contribution picture in words: the same in the drawing, in the sentence and in the list."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.contributions.model import Contributions, Doing, Link, Outcome, Result
from charts.wording import NO_BREAK_SPACE, euros_short, listing, nobreak, number, percentage


def money(doing: Doing) -> str:
    return _("nog niet gemeld") if doing.cents is None else euros_short(doing.cents)


def payers(doing: Doing) -> str:
    """Who paid; empty where nobody did."""
    return _("van %(names)s") % {"names": listing(doing.payers)} if doing.payers else ""


def result(one: Result) -> str:
    """ "Woningen gerenoveerd: 640 van 800"; what was not counted is said so."""
    name = one.name[:1].upper() + one.name[1:]
    planned = None if one.planned is None else number(one.planned)
    if one.realised is not None:
        count = number(one.realised)
        told = _("%(count)s van %(planned)s") % {"count": count, "planned": planned} if planned else count
    elif planned:
        told = _("nog niet geteld, %(planned)s gepland") % {"planned": planned}
    else:
        told = _("nog niet geteld")
    return f"{name}: {told}"


def when(link: Link) -> str:
    """ "na 2 jaar, bewijs B": what stands on the line of a contribution."""
    after = _("meteen") if not link.lag_years else _("na %(years)s jaar") % {"years": link.lag_years}
    return nobreak(_("%(after)s, bewijs %(grade)s") % {"after": after, "grade": link.evidence})


def share(link: Link) -> str:
    if link.share is None:
        return _("aandeel van het geld onbekend")
    percent = Decimal(link.share) * 100
    return _("%(part)s van het geld") % {"part": percentage(percent, 0 if percent % 1 == 0 else 2)}


def contribution(picture: Contributions, link: Link) -> str:
    """ "Gasverbruik: na 2 jaar, bewijs B, 60 % van het geld"."""
    return f"{picture.outcome(link.outcome).name}: {when(link)}, {share(link)}"


def contributing(picture: Contributions, outcome: Outcome) -> str:
    count = picture.contributing(outcome)
    if not count:
        return _("geen interventie draagt hieraan bij")
    return ngettext("uit %(count)s interventie", "uit %(count)s interventies", count).replace(" ", NO_BREAK_SPACE) % {
        "count": count
    }


def sentence(picture: Contributions) -> str:
    """How much hangs together, and what is lacking, before anyone looks at the drawing."""
    if not picture.doings:
        return picture.empty_reason
    aimed = [outcome for outcome in picture.outcomes if picture.contributing(outcome)]
    told = [
        _("%(doings)s %(outcomes)s.") % {"doings": _doings(len(picture.doings)), "outcomes": _outcomes(len(aimed))},
        _lacking(sum(not one.links for one in picture.doings), _("is nog niet gezegd waarvoor zij bedoeld zijn")),
        _lacking(sum(one.cents is None for one in picture.doings), _("is nog geen geld gemeld")),
        _lacking(sum(not one.results for one in picture.doings), _("is nog niet gezegd wat het oplevert")),
    ]
    return " ".join(part for part in told if part)


def _doings(count: int) -> str:
    return ngettext("%(count)s interventie is bedoeld voor", "%(count)s interventies zijn bedoeld voor", count) % {
        "count": number(count)
    }


def _outcomes(count: int) -> str:
    if not count:
        return _("nog geen enkele uitkomst")
    return ngettext("%(count)s uitkomst", "%(count)s uitkomsten", count) % {"count": number(count)}


def _lacking(count: int, what: str) -> str:
    return _("Van %(count)s %(what)s.") % {"count": number(count), "what": what} if count else ""
