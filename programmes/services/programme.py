"""Programmes: set up, divide into wijken and phases, publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from programmes.models import Investment, Programme
from programmes.services.family import check_parent
from programmes.services.plan import hold_plan
from programmes.services.versions import check_seal, freeze, hold_both, make_public, put_in_place
from programmes.vocabulary import Challenge, ProgrammeStatus
from stakeholders.models import Organisation, Person, gemeente_ids
from stakeholders.permissions import Action, Resource, Scope, scopes_of
from stakeholders.refusal import Objections, claim, permit, refuse
from wijken.models import Area

# From the first to the last year; a person calls both 2025–2034 ten years and 2025–2045 twenty.
SHORTEST, LONGEST = 9, 20


class ProgrammeChanges(TypedDict, total=False):
    """What one may say about a programme; in a change, only what changes."""

    name: str
    lead: Organisation | None
    start_year: int
    end_year: int
    summary: str
    vision: str
    challenges: Sequence[str]
    parent: Programme | None
    contact_name: str
    contact_email: str


@transaction.atomic
def create_programme(*, gemeente: Area, by: Person, **said: Unpack[ProgrammeChanges]) -> Programme:
    """Make a programme as a concept.

    Raises PermissionDenied outside the person's gemeente, Refused where a rule does not hold (`name`, `end_year`, …).
    """
    scopes = scopes_of(by, Resource.PROGRAMME, Action.ADD)
    if Scope.ALL not in scopes and not (Scope.GEMEENTE in scopes and gemeente.pk in gemeente_ids(by)):
        raise PermissionDenied(_("U kunt alleen een programma maken voor uw eigen gemeente."))
    programme = Programme(gemeente=gemeente, **_cleaned(said))
    programme.lead = programme.lead or Organisation.objects.filter(gemeente=gemeente, kind="gemeente").first()
    _check(programme)
    programme.slug = _free_slug(programme.name)
    programme.save()
    return programme


@transaction.atomic
def change_programme(*, programme: Programme, version: int, by: Person, **said: Unpack[ProgrammeChanges]) -> Programme:
    """Change what is said, on the version that this person saw.

    Raises PermissionDenied, Conflict where someone else saved first, Refused where a rule does not hold or the plan
    is frozen (`is_frozen`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    if said:
        hold_plan(programme)
    claim(programme, version)
    for name, value in _cleaned(said).items():
        setattr(programme, name, value)
    _check(programme)
    programme.save()
    return programme


def what_is_lacking(programme: Programme) -> dict[str, str]:
    """What must be there before publishing and is not: field → Dutch sentence. Empty where it may be published."""
    lacking = {
        "summary": "" if programme.summary else _("Vertel in één zin waar het programma over gaat."),
        "contact_name": "" if programme.contact_name else _("Noem wie bewoners kunnen vragen."),
        "contact_email": "" if programme.contact_email else _("Geef een e-mailadres voor vragen."),
        "wijken": "" if _has_wijken(programme) else _("Kies ten minste één wijk met gebieden."),
    }
    return {name: sentence for name, sentence in lacking.items() if sentence}


@transaction.atomic
def publish_programme(
    *, programme: Programme, by: Person, note: str = "", decided_on: dt.date | None = None, seen: str = ""
) -> Programme:
    """Show the programme to everyone, and keep what is published as its next version; publishing again changes nothing.

    The concept of a next version takes the place of the plan that stood and is gone afterwards: what is returned is
    the programme itself. `note` says what changed, `decided_on` when it was decided, `seen` is the mark (`seal_of`)
    of the plan that was read.

    Raises PermissionDenied, or Refused with what is lacking or was changed meanwhile.
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.PUBLISH)
    if programme.draft_of_id:
        programme = _publish_draft(programme, seen)
    else:
        _lock(programme)
        if programme.is_published:
            return programme
        _check_publishable(programme)
        check_seal(programme, seen)
    make_public(programme)
    freeze(programme, by=by, note=note, decided_on=decided_on)
    return programme


def _publish_draft(draft: Programme, seen: str) -> Programme:
    programme, draft = hold_both(draft)
    check_seal(draft, seen)
    _check(draft)
    _check_publishable(draft)
    put_in_place(draft, programme)
    return programme


@transaction.atomic
def unpublish_programme(*, programme: Programme, by: Person) -> Programme:
    """Make it a concept again, seen only by who works on it. Raises PermissionDenied."""
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.PUBLISH)
    _lock(programme)
    if programme.is_published:
        programme.status = ProgrammeStatus.DRAFT
        programme.version += 1
        programme.save()
    return programme


def _lock(programme: Programme) -> None:
    Programme.objects.select_for_update().filter(pk=programme.pk).first()
    programme.refresh_from_db()


def _cleaned(said: ProgrammeChanges) -> dict[str, Any]:
    """Texts without spaces around them and with one kind of line end (forms send another than other programmes do);
    challenges in the order of the vocabulary, each once."""
    cleaned: dict[str, Any] = {
        name: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value for name, value in said.items()
    }
    if "challenges" in cleaned:
        chosen = set(cleaned["challenges"])
        unknown = sorted(chosen - set(Challenge.values))
        if unknown:
            raise refuse("challenges", _("Wij kennen de opgave “%(code)s” niet.") % {"code": unknown[0]})
        cleaned["challenges"] = [code for code in Challenge.values if code in chosen]
    return cleaned


def _check(programme: Programme) -> None:
    wrong = Objections()
    if not programme.name:
        wrong.note("name", _("Geef het programma een naam."))
    elif _name_taken(programme):
        wrong.note("name", _("Deze gemeente heeft al een programma met deze naam. Kies een andere."))
    _check_horizon(programme, wrong)
    check_parent(programme, wrong)
    if programme.pk and not wrong.found:
        _check_what_stands(programme, wrong)
    wrong.settle()


def _name_taken(programme: Programme) -> bool:
    """Whether another programme has the name; a concept of a next version may keep the name of its programme."""
    itself = programme.draft_of_id or programme.pk
    others = Programme.objects.filter(gemeente=programme.gemeente, name__iexact=programme.name, draft_of=None)
    return others.exclude(pk=itself).exists()


def _check_horizon(programme: Programme, wrong: Objections) -> None:
    if not 1990 <= programme.start_year <= 2100:
        wrong.note("start_year", _("Kies een eerste jaar tussen 1990 en 2100."))
        return
    length = programme.end_year - programme.start_year
    if not SHORTEST <= length <= LONGEST:
        first, last = programme.start_year + SHORTEST, programme.start_year + LONGEST
        wrong.note(
            "end_year",
            _("Een wijkprogramma duurt 10 tot 20 jaar. Kies een laatste jaar van %(first)s tot en met %(last)s.")
            % {"first": first, "last": last},
        )


def _check_what_stands(programme: Programme, wrong: Objections) -> None:
    """A new horizon leaves nothing of the programme outside it; what is done hangs under the programme itself."""
    first, last = programme.start_year, programme.end_year
    itself = programme.draft_of or programme
    standing: list[tuple[Any, str]] = [
        (programme.phases, _("de fase “%(name)s” (%(from)s–%(to)s)")),
        (itself.interventions, _("de interventie “%(name)s” (%(from)s–%(to)s)")),
    ]
    for rows, words in standing:
        for row in (*rows.filter(start_year__lt=first), *rows.filter(end_year__gt=last)):
            what = words % {"name": row, "from": row.start_year, "to": row.end_year}
            wrong.note("start_year" if row.start_year < first else "end_year", _outside(what))
    years = Investment.objects.filter(intervention__programme=itself).order_by("year").values_list("year", flat=True)
    for year in {*years[:1], *years.reverse()[:1]} - set(range(first, last + 1)):
        wrong.note("start_year" if year < first else "end_year", _outside(_("een bedrag in %(year)s") % {"year": year}))


def _outside(what: str) -> str:
    return _("Buiten deze jaren valt %(what)s. Pas die eerst aan, of kies ruimere jaren.") % {"what": what}


def _free_slug(name: str) -> str:
    base = slugify(name)[:110] or "programma"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def _has_wijken(programme: Programme) -> bool:
    return any(wijk.areas.all() for wijk in programme.wijken.all())


def _check_publishable(programme: Programme) -> None:
    wrong = Objections()
    for name, sentence in what_is_lacking(programme).items():
        wrong.note(name, sentence)
    wrong.settle()
