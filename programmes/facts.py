"""What is said of a row as terms with their text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts.wording import euros, listing, percentage, years
from programmes.models import Contribution, Intervention, Investment, Programme
from programmes.taakvelden import name_of

Fact = dict[str, str]


def facts_of_plan(programme: Programme) -> list[Fact]:
    """The plan as who does not change it reads it; its wijken and phases are at hand."""
    phases = (f"{one.name} ({years(one.start_year, one.end_year)})" for one in programme.phases.all())
    contact = " ".join(part for part in (programme.contact_name, programme.contact_email) if part)
    told = [
        (_("Jaren"), years(programme.start_year, programme.end_year)),
        (_("Leidt het programma"), str(programme.lead or "")),
        (_("Opgaven"), listing(programme.challenge_names())),
        (_("Wijken"), listing([one.name for one in programme.wijken.all()])),
        (_("Fases"), ", ".join(phases)),
        (_("Vragen aan"), contact),
    ]
    return [{"term": term, "text": text} for term, text in told if text]


def facts_of(intervention: Intervention) -> list[Fact]:
    """Who, when and where of an intervention."""
    reach = [f"{part.area.name} {share_words(part.share)}" for part in intervention.reach.select_related("area")]
    part = intervention.get_physical_part_display() if intervention.physical_part else ""
    told = [
        (_("Trekker"), str(intervention.lead)),
        (_("Doen mee"), ", ".join(str(one) for one in intervention.partners.all()) or _("niemand anders")),
        (_("Gepland"), years(intervention.start_year, intervention.end_year)),
        (_("Echt"), _really(intervention)),
        (_("Waar"), ", ".join(reach)),
        (_("Onderdeel"), part),
        (_("Taakveld"), intervention.taakveld),
    ]
    return [{"term": term, "text": text} for term, text in told if text]


def _really(intervention: Intervention) -> str:
    """When it really began and ended, as far as it did."""
    days = {"from": date_format(intervention.began_on, "j F Y") if intervention.began_on else ""}
    days["to"] = date_format(intervention.ended_on, "j F Y") if intervention.ended_on else ""
    if not intervention.began_on:
        return _("afgerond op %(to)s") % days if intervention.ended_on else _("nog niet begonnen")
    told = _("%(from)s tot %(to)s") if intervention.ended_on else _("begonnen op %(from)s, nog niet afgerond")
    return told % days


def share_words(share: Decimal | None) -> str:
    """A part of one as a percentage; what is not known is said to be so."""
    if share is None:
        return _("onbekend")
    return percentage(share * 100, 0 if share * 100 % 1 == 0 else 2)


def contributions_of(intervention: Intervention) -> list[Contribution]:
    """How the intervention is expected to help, each with its share of the money in words (`share_words`)."""
    found = list(intervention.contributions.select_related("indicator").order_by("pk"))
    for link in found:
        link.share_words = share_words(link.money_share)  # type: ignore[attr-defined]
    return found


def undivided(links: Sequence[Contribution]) -> str:
    """Of which part of the money nobody said for which outcome it is meant."""
    left = 1 - sum((link.money_share or Decimal(0) for link in links), Decimal(0))
    if not left:
        return _("Al het geld is aan een uitkomst toegedeeld.")
    return _("Van %(part)s van het geld is nog niet gezegd voor welke uitkomst het bedoeld is.") % {
        "part": share_words(left)
    }


def facts_of_entry(entry: Investment, *, by_whom: bool = True) -> list[Fact]:
    """What an entry of the ledger is about, and who entered it (for who works with it)."""
    told = [
        (_("Bedrag"), euros(entry.amount_cents)),
        (_("Toestand"), entry.get_state_display()),
        (_("Jaar"), str(entry.year)),
        (_("Interventie"), f"{entry.intervention} ({entry.intervention.programme})"),
        (_("Betaalt"), str(entry.payer)),
        (_("Besteedt"), str(entry.spender)),
        (_("Geldstroom"), str(entry.funding_stream)),
        (_("Btw"), entry.get_vat_display()),
        (_("Aard"), entry.get_nature_display()),
        *_optional_of_entry(entry),
        (_("Toelichting"), entry.note or _("geen")),
        *([(_("Gemeld door"), str(entry.entered_by or _("het systeem")))] if by_whom else []),
    ]
    links = {"bundle": reverse("werk:bundle", args=[entry.bundle_id])} if entry.bundle_id else {}
    return [
        {"term": term, "text": text, **({"url": links["bundle"]} if links and term == _("Deel van") else {})}
        for term, text in told
    ]


def _optional_of_entry(entry: Investment) -> list[tuple[str, str]]:
    """What only some entries have: taakveld, source, the hands before, the bundle."""
    hands = [str(one) for one in entry.hands] if entry.passed_from_id else []
    taakveld = name_of(entry.taakveld, entry.taakveld_year or entry.year) if entry.taakveld else ""
    share = f"{entry.bundle}, {entry.bundle_percent}" if entry.bundle_id else ""
    told = [
        (_("Taakveld"), taakveld and f"{taakveld} ({entry.taakveld_year or entry.year})"),
        (_("Bronstuk"), entry.source_reference),
        (_("Document"), str(entry.document or "")),
        (_("Kwam van"), " → ".join(hands)),
        (_("Doorgegeven"), _("ja, het telt hier niet meer mee") if entry.passed_on else ""),
        (_("Deel van"), share),
    ]
    return [(term, text) for term, text in told if text]
