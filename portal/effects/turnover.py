"""People against place: how far a change can come from other people living there, and what is not known of that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from charts.wording import listing, number, percentage
from portal.effects.part import Part

Turnover = Mapping[str, Any]  # as `effects.context.turnover_of` writes it


def turnover_warnings(found: Turnover) -> list[str]:
    """Where so many residents may be new that they alone can carry a change."""
    warnings = {
        "NEW_RESIDENTS": _("Let op: meer dan een kwart van de bewoners kan nieuw zijn. "
                           "Een verandering kan van hen komen."),
        "DENSIFIED": _("Let op: er kwam meer dan een tiende aan woningen bij. "
                       "Een verandering kan van nieuwe bewoners komen."),
        "DEMOLISHED": _("Let op: meer dan een twintigste van de woningen is gesloopt. "
                        "Een verandering kan komen doordat mensen weggingen."),
    }  # fmt: skip
    told = [warnings[code] for code in found.get("warnings") or () if code in warnings]
    return [*told, *densified(found)]


def densified(found: Turnover) -> list[str]:
    """Which interventions brought other people, with how far that went as far as anyone counted."""
    by = [str(name) for name in found.get("densified_by") or ()]
    if not by:
        return []
    said = _("Let op: hier is verdicht of gesloopt (%(names)s). Een verandering kan van andere bewoners komen.")
    unknown = _("Hoeveel bewoners nieuw zijn, is niet bekend.") if found.get("new_residents") is None else ""
    return [" ".join(each for each in (said % {"names": listing(by)}, dwellings(found), unknown) if each)]


def people(found: Turnover) -> Part:
    lead = _(
        "Een wijk is niet hetzelfde als de mensen die er wonen. Door verhuizen, sloop en nieuwbouw kan een cijfer "
        "veranderen, zonder dat iemand het zelf beter of slechter kreeg."
    )
    known = (residents(found), newcomers(found), dwellings(found), demolished(found))
    texts = (lead, *known, not_counted(found), *turnover_warnings(found))
    return Part("mensen", _("Zijn het dezelfde mensen?"), tuple(each for each in texts if each))


def residents(found: Turnover) -> str:
    before, after = found.get("residents") or (None, None)
    if before is None or after is None:
        return ""
    told = {"before": number(before), "after": number(after)}
    return _("Voor het begin woonden er %(before)s mensen, in het laatste jaar %(after)s.") % told


def newcomers(found: Turnover) -> str:
    said = _("Van de bewoners kwam sinds het begin hoogstens %(share)s nieuw in de wijk wonen.")
    return _with_share(said, found.get("new_residents"))


def dwellings(found: Turnover) -> str:
    """What was built, and where nobody counted what was demolished only how many more there are."""
    share = found.get("built")
    if found.get("demolished") is not None:
        return _with_share(_("Van de woningen is sinds het begin %(share)s erbij gebouwd."), share)
    more, fewer = _("Er staan nu %(share)s meer woningen dan voor het begin."), _(
        "Er staan nu %(share)s minder woningen dan voor het begin.")  # fmt: skip
    return "" if share is None else _with_share(more if share >= 0 else fewer, abs(share))


def demolished(found: Turnover) -> str:
    return _with_share(_("Van de woningen is sinds het begin %(share)s gesloopt."), found.get("demolished"))


def not_counted(found: Turnover) -> str:
    """What is missing, by name, and who has it: that nobody counted is no sign that little changed."""
    missing = [
        *([_("hoeveel mensen er kwamen wonen")] if found.get("new_residents") is None else []),
        *([_("hoeveel woningen zijn gesloopt")] if found.get("demolished") is None else []),
    ]
    if not missing:
        return ""
    return _(
        "Niet bekend is %(missing)s. In de wijkcijfers van het CBS staat dat niet. De gemeente kan het tellen uit haar "
        "basisregistraties van personen en van gebouwen. Tot dan is niet te zeggen of het dezelfde mensen zijn."
    ) % {"missing": listing(missing)}


def _with_share(said: str, share: float | None) -> str:
    return "" if share is None else said % {"share": percentage(100 * share)}
