from django.urls import path

from effects.views import comparison, running, screening, studies

app_name = "onderzoek"
OWN = "programmas/<slug:slug>/effecten"
ONE = f"{OWN}/<int:pk>"
urlpatterns = [
    path("doorlichten", screening.screenings, name="screenings"),
    path("doorlichten/<int:pk>", screening.screening, name="screening"),
    path("doorlichten/<int:pk>/stoppen", screening.stop, name="screening-stop"),
    path("doorlichten/<int:pk>/gebieden.csv", screening.as_csv, name="screening-csv"),
    path(OWN, studies.studies, name="studies"),
    path(f"{OWN}/nieuw", studies.new, name="study-new"),
    path(f"{OWN}/voorstellen", studies.propose, name="study-propose"),
    path(ONE, studies.study, name="study"),
    path(f"{ONE}/wijzigen", studies.change, name="study-change"),
    path(f"{ONE}/uitkomsten", studies.outcomes, name="study-outcomes"),
    path(f"{ONE}/weg", studies.remove, name="study-remove"),
    path(f"{ONE}/opnieuw-kiezen", comparison.choose_again, name="study-choose-again"),
    path(f"{ONE}/vergelijken/<slug:indicator>", comparison.comparison, name="study-comparison"),
    path(f"{ONE}/vergelijken/<slug:indicator>/<int:key>", comparison.area, name="study-comparison-area"),
    path(f"{ONE}/vastleggen", running.freeze, name="study-freeze"),
    path(f"{ONE}/rekenen", running.run, name="study-run"),
    path(f"{ONE}/stoppen", running.stop, name="study-stop"),
]
