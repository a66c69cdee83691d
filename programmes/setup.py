"""The steps from an empty programme to a published one, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import listing
from programmes.models import Programme
from programmes.services import is_frozen, what_is_lacking


@dataclass(frozen=True)
class Step:
    """One step of the set-up: what it is, how far it is in words, and where it is done."""

    title: str
    state: str
    done: bool
    url: str
    label: str
    needed: bool = True  # without it the programme cannot be published


def steps_of(programme: Programme) -> list[Step]:
    """Basics, wijken, phases, goals, interventions, publishing: in this order, each with its state.

    Interventions are no part of a concept of a next version.
    """
    lacking = what_is_lacking(programme)
    frozen = is_frozen(programme)
    plan = [
        _basics(programme, lacking, frozen=frozen),
        _counted(programme, "wijken", _("Wijken"), _("Nog geen wijk gekozen."), needed=True, frozen=frozen),
        _counted(programme, "phases", _("Fases"), _("Nog geen fases."), frozen=frozen),
        _counted(programme, "goals", _("Doelen"), _("Nog geen doelen."), frozen=frozen),
    ]
    if programme.draft_of_id is None:
        plan.append(_interventions(programme))
    return [*plan, _publishing(programme, lacking)]


def next_step(steps: list[Step]) -> Step | None:
    """The first step that is not done."""
    return next((step for step in steps if not step.done), None)


def _basics(programme: Programme, lacking: dict[str, str], *, frozen: bool) -> Step:
    said = [sentence for name, sentence in lacking.items() if name != "wijken"]
    state = " ".join(said) or f"{programme.start_year}–{programme.end_year}. {programme.summary}"
    url = reverse("werk:basics", args=[programme.slug])
    label = _("Bekijk") if frozen else _("Vul aan") if said else _("Wijzig")
    return Step(_("Naam, jaren en contact"), state, not said, url, label)


def _counted(
    programme: Programme, what: str, title: str, none: str, *, needed: bool = False, frozen: bool = False
) -> Step:
    rows = getattr(programme, what).all()
    names = [str(getattr(row, "title", row)) for row in rows[:4]]
    number = len(names) if len(names) < 4 else rows.count()
    more = ngettext("en nog %(more)s", "en nog %(more)s", number - 3) % {"more": number - 3} if number > 4 else ""
    state = ", ".join(names[: 3 if more else 4]) + (f" {more}" if more else "") if names else none
    url = reverse(f"werk:{what}", args=[programme.slug])
    label = _("Bekijk") if frozen else _("Bekijk en wijzig") if names else _("Voeg toe")
    return Step(title, state, bool(names), url, label, needed)


def _interventions(programme: Programme) -> Step:
    """A city's programme is also at work where those of its wijken are."""
    own = _counted(programme, "interventions", _("Interventies"), _("Nog geen interventies."))
    if own.done:
        return own
    children = programme.children.filter(draft_of=None, interventions__isnull=False).distinct().order_by("name")
    names = listing([one.name for one in children])
    state = _("In de programma’s die hieronder vallen: %(names)s.") % {"names": names}
    return replace(own, state=state, done=True) if names else own


def _publishing(programme: Programme, lacking: dict[str, str]) -> Step:
    url = reverse("werk:publish", args=[programme.slug])
    if programme.is_published:
        return Step(_("Publiceren"), _("Staat openbaar."), True, url, _("Bekijk"))
    state = _("Kan nog niet: er ontbreekt iets dat nodig is.") if lacking else _("Kan nu.")
    return Step(_("Publiceren"), state, False, url, _("Kijk wat er nog nodig is") if lacking else _("Publiceer"))
