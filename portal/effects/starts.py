"""Of what a study looks at the effect, and since when, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import listing
from effects.models import Study, StudyOutcome
from effects.vocabulary import StartBasis


def start_words(study: Study) -> str:
    """How the start is known; and where it is a later year than that of the policy, which years count as before."""
    policy, start = study.programme.start_year, study.start_year
    if study.start_basis != StartBasis.POLICY or start <= policy:
        return _("Het begin is %(start)s: %(basis)s.") % {
            "start": start, "basis": StartBasis(study.start_basis).label}  # fmt: skip
    said = ngettext(
        "Het beleid is van %(policy)s. Het kon pas daarna iets doen. Daarom is %(start)s het begin, en telt %(policy)s "
        "nog als jaar van voor het begin. Wanneer het geld is besteed, is niet gepubliceerd.",
        "Het beleid is van %(policy)s. Het kon pas later iets doen. Daarom is %(start)s het begin, en tellen "
        "%(policy)s tot en met %(last)s nog als jaren van voor het begin. Wanneer het geld is besteed, is niet "
        "gepubliceerd.",
        start - policy,
    )
    return said % {"policy": policy, "start": start, "last": start - 1}


def done_words(outcome: StudyOutcome) -> str:
    """Which interventions promised the outcome; empty where the study names none."""
    names = sorted(each.title for each in outcome.interventions.all())
    said = ngettext("Het gaat om de interventie %(names)s.", "Het gaat om de interventies %(names)s.", len(names))
    return said % {"names": listing([f"‘{name}’" for name in names])} if names else ""
