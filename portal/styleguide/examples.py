"""What the style page shows. None of this is real."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from charts.study import Effect

LONG = "Samenwerkingsverband Buurt- en Speeltuinverenigingen Havenkwartier-Noordoost en Omstreken"
UNBROKEN = "Meerjarenonderhoudsplanningsoverlegvergadering"


class FilterForm(forms.Form):
    pillar = forms.ChoiceField(label=_("Pijler"), required=False, choices=[("", _("Alle")), ("fysiek", _("Fysiek"))])
    year = forms.IntegerField(label=_("Jaar"), required=False)


def filter_form(data: Any) -> FilterForm:
    return FilterForm(data or None, auto_id="filter_%s")


def listing() -> dict[str, Any]:
    """What the filters, heads and end of a list take; sorted by name, on its second page, with a filter folded away."""
    name, year = FilterForm(auto_id="lijst_%s")
    return {
        "fields": [name],
        "more_fields": [year],
        "orders": [("naam", _("Naam"), True), ("-besteed", _("Besteed, hoogste eerst"), False)],
        "heads": [
            {"name": "naam", "label": _("Naam"), "url": "#lijst", "order": "ascending"},
            {"name": "besteed", "label": _("Besteed"), "url": "#lijst", "numeric": True},
        ],
        "page": {"text": "51 tot 51 van 51", "previous": "#lijst", "next": ""},
        "files": [("Excel", "#lijst"), ("CSV", "#lijst")],
    }


def contents() -> dict[str, Any]:
    return {
        "long": LONG,
        "unbroken": UNBROKEN,
        "effects": list(Effect),
        **figures(),
        **tables(),
        **lists(),
        "listing": listing(),
        "money_notes": ["In “besteed” zijn bedragen met en zonder btw samen geteld: inclusief btw € 6, exclusief € 3."],
        "pillars": [
            ("fysiek", _("Fysiek")),
            ("sociale_basis", _("Sociale basis")),
            ("sociale_stijging", _("Sociale stijging")),
            ("sociale_herovering", _("Sociale herovering")),
        ],
    }


def figures() -> dict[str, Any]:
    return {
        "figures": [
            {"value": "€ 45,4 mln", "label": "besteed tot en met 2025, van € 64,0 mln begroot"},
            {"value": "4 van 7", "label": "doelen liggen op koers"},
            {"value": "12", "label": "interventies, waarvan 5 nu bezig"},
        ],
        "figures_unknown": [
            {"value": "", "label": "besteed", "unknown": "nooit gepubliceerd"},
            {"value": "8.420", "label": "mensen wonen hier"},
        ],
        "facts": [
            {"term": "Programma", "text": "Havenkwartier Vooruit", "url": "#feiten"},
            {"term": "Looptijd", "text": "2012–2027, fase 2 van 3"},
            {"term": "Trekker", "text": LONG},
            {"term": "Evaluatie", "text": ""},
        ],
    }


def outcome(what: str, unit: str, *values: str, verdict: str = "", note: str = "", source: str = "") -> list[Any]:
    judged = {"verdict": verdict or "unknown", "note": note}
    return [{"text": what, "unit": unit}, *values, judged, source]


def tables() -> dict[str, Any]:
    years = range(2006, 2026)
    return {
        "outcome_columns": [
            {"label": "Wat telt"},
            {"label": "2012", "numeric": True},
            {"label": "Nu", "numeric": True},
            {"label": "Stad", "numeric": True},
            {"label": "Doel 2027", "numeric": True},
            {"label": "Het gaat"},
            {"label": "Bron"},
        ],
        "outcomes": [
            outcome("Mensen met betaald werk", "% van 15–75 jaar", "52", "58", "67", "62", verdict="better",
                    note="op koers", source="CBS, 2025"),
            outcome("Huishoudens met een laag inkomen", "%", "19", "18", "9", "14", verdict="equal",
                    note="achter op doel", source="CBS, 2024"),
            outcome("Voelt zich gezond", "% van volwassenen", "63", "59", "71", "68", verdict="worse",
                    source="RIVM, 2024"),
            outcome("Vrijwilligerswerk", "% van volwassenen", "–", "–", "27", "25",
                    note="nog geen gegevens voor deze wijk", source="RIVM"),
        ],
        "wide_columns": [{"label": "Pijler"}, *({"label": str(year), "numeric": True} for year in years)],
        "wide_rows": [
            ["Fysiek", *(f"€ {1000 + year * 137:,}".replace(",", ".") for year in years)],
            ["Sociale basis", *(f"−€ {year},50" for year in years)],
        ],
        "wide_foot": ["Totaal", *("€ 2.345.678" for _year in years)],
    }  # fmt: skip


def lists() -> dict[str, Any]:
    return {
        "actions": [
            {"title": "2 interventies hebben nog geen begroting", "note": "Taal en werk in de buurt, Straatcoaches",
             "url": "#taken", "label": "Vul aan"},
            {"title": "De Haard meldde € 1.234.567,89 voor 2025", "note": "gisteren, door Cor", "url": "#taken",
             "label": "Bekijk"},
        ],
        "items": [
            {"title": "Havenkwartier Vooruit", "url": "#lijst", "text": "Beter wonen, leren en werken aan de haven.",
             "meta": "2012–2027, 12 interventies"},
            {"title": LONG, "url": "#lijst", "meta": "concept"},
            {"title": UNBROKEN, "url": ""},
        ],
        "names": [{"title": name, "url": "#lijst"} for name in ("Havenkwartier", "Molenbuurt", "Oude Stad", "Veenrand",
                  "Zuiderpark", "Kazernebuurt", "De Landerijen")],
        "events": [
            {"when": "2012", "title": "Start van het programma", "text": "Fase 1: wonen en veiligheid."},
            {"when": "2018–2025", "title": "Sloop en nieuwbouw Havenblok", "url": "#tijdlijn"},
            {"when": "2027", "title": "Het programma eindigt"},
        ],
        "entries": [
            {"when": datetime(2026, 3, 2, 14, 5, tzinfo=UTC), "who": "Cor",
             "what": "meldde € 1.234.567,89 besteed voor 2025"},
            {"when": datetime(2026, 2, 27, 9, 30, tzinfo=UTC), "who": "", "what": "las 312 waarnemingen in",
             "detail": "Leefbaarometer 3.0"},
        ],
        "tabs": [
            {"title": "Overzicht", "url": "#tabs", "current": True},
            {"title": "Interventies", "url": "#tabs"},
            {"title": "Geld", "url": "#tabs"},
            {"title": "Doelen", "url": "#tabs"},
        ],
        "ways": [("Bekijk als tabel", "#links"), ("Download (CSV)", "#links"), ("Bronnen en methode", "#links")],
        "example_crumbs": [("Wijken", "/wijken"), ("Voorbeeldstad", "#kruimelpad"), (LONG, "#kruimelpad")],
    }  # fmt: skip
