from django.urls import path

from portal.styleguide.views import style
from portal.views import (
    about,
    agreements,
    documents,
    doses,
    effects,
    home,
    indicators,
    partners,
    programmes,
    search,
    start,
    versions,
    wijken,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("start", start.start, name="start"),
    path("stijl", style, name="stijl"),
    path("zoeken", search.search, name="zoeken"),
    path("wijken", wijken.overview, name="wijken"),
    path("wijken/<str:code>", wijken.wijk, name="wijk"),
    path("wijken/<str:code>/tabel", wijken.table, name="wijk-tabel"),
    path("wijken/<str:code>/cijfers.csv", wijken.figures_csv, name="wijk-cijfers"),
    path("wijken/<str:code>/geld.csv", wijken.money_csv, name="wijk-geld"),
    path("programmas", programmes.overview, name="programmas"),
    path("programmas/<slug:slug>", programmes.programme, name="programma"),
    path("programmas/<slug:slug>/versies", versions.overview, name="programma-versies"),
    path("programmas/<slug:slug>/versies/<int:number>", versions.version, name="programma-versie"),
    path("programmas/<slug:slug>/afspraken/<int:pk>", agreements.agreement, name="afspraak"),
    path("programmas/<slug:slug>/effecten", effects.programme_effects, name="effecten"),
    path("programmas/<slug:slug>/effecten/<int:study>/<slug:indicator>", effects.effect, name="effect"),
    path(
        "programmas/<slug:slug>/effecten/<int:study>/<slug:indicator>/uitleg", effects.explanation, name="effect-uitleg"
    ),
    path(
        "programmas/<slug:slug>/effecten/<int:study>/<slug:indicator>/paneel.csv",
        effects.panel_csv,
        name="effect-paneel",
    ),
    path(
        "programmas/<slug:slug>/effecten/<int:study>/<slug:indicator>/antwoord.json",
        effects.answer_json,
        name="effect-antwoord",
    ),
    path("effecten/geld-per-huishouden", doses.doses, name="geld-en-uitkomsten"),
    path("effecten/geld-per-huishouden/<slug:world>/<slug:indicator>", doses.dose, name="geld-en-uitkomst"),
    path(
        "effecten/geld-per-huishouden/<slug:world>/<slug:indicator>/paneel.csv",
        doses.dose_csv,
        name="geld-en-uitkomst-paneel",
    ),
    path("effecten/<str:code>", effects.council, name="effecten-gemeente"),
    path("indicatoren", indicators.overview, name="indicatoren"),
    path("indicatoren/<slug:slug>", indicators.indicator, name="indicator"),
    path("partners", partners.overview, name="partners"),
    path("partners/<slug:slug>", partners.partner, name="partner"),
    path("documenten/<int:pk>", documents.document, name="document"),
    path("over", about.about, name="over"),
]
