from django.urls import path

from programmes.views import coherence, goals, interventions, money, programme, reporting, roles, streams, wijken

app_name = "werk"
urlpatterns = [
    path("programmas", programme.programmes, name="programmes"),
    path("programmas/nieuw", programme.new, name="programme-new"),
    path("programmas/<slug:slug>", programme.programme, name="programme"),
    path("programmas/<slug:slug>/basis", programme.basics, name="basics"),
    path("programmas/<slug:slug>/wijken", wijken.wijken, name="wijken"),
    path("programmas/<slug:slug>/wijken/nieuw", wijken.new_wijk, name="wijk-new"),
    path("programmas/<slug:slug>/wijken/<int:pk>", wijken.wijk, name="wijk"),
    path("programmas/<slug:slug>/wijken/<int:pk>/weg", wijken.remove_wijk, name="wijk-remove"),
    path("programmas/<slug:slug>/fases", wijken.phases, name="phases"),
    path("programmas/<slug:slug>/doelen", goals.goals, name="goals"),
    path("programmas/<slug:slug>/doelen/nieuw", goals.new, name="goal-new"),
    path("programmas/<slug:slug>/doelen/<int:pk>", goals.goal, name="goal"),
    path("programmas/<slug:slug>/doelen/<int:pk>/weg", goals.remove, name="goal-remove"),
    path("programmas/<slug:slug>/interventies", interventions.interventions, name="interventions"),
    path("programmas/<slug:slug>/interventies/nieuw", interventions.new, name="intervention-new"),
    path("programmas/<slug:slug>/bijdragen", coherence.contributions, name="contributions"),
    path("programmas/<slug:slug>/geld", money.overview, name="money"),
    path("programmas/<slug:slug>/mensen", roles.roles, name="roles"),
    path("programmas/<slug:slug>/mensen/<int:pk>/beeindigen", roles.end, name="role-end"),
    path("programmas/<slug:slug>/publiceren", programme.publish, name="publish"),
    path("programmas/<slug:slug>/intrekken", programme.unpublish, name="unpublish"),
    path("interventies/<int:pk>", interventions.intervention, name="intervention"),
    path("interventies/<int:pk>/wijzigen", interventions.change, name="intervention-change"),
    path("interventies/<int:pk>/stap", interventions.move, name="intervention-move"),
    path("interventies/<int:pk>/weg", interventions.remove, name="intervention-remove"),
    path("interventies/<int:pk>/bijdragen/nieuw", interventions.new_contribution, name="contribution-new"),
    path("interventies/<int:pk>/bijdragen/<int:link>", interventions.contribution, name="contribution"),
    path(
        "interventies/<int:pk>/bijdragen/<int:link>/weg", interventions.remove_contribution, name="contribution-remove"
    ),
    path("geldstromen", streams.streams, name="streams"),
    path("geldstromen/nieuw", streams.new, name="stream-new"),
    path("geldstromen/<int:pk>", streams.stream, name="stream"),
    path("rapporteren", reporting.report, name="report"),
    path("boekingen", money.entries, name="entries"),
    path("boekingen/<int:pk>", money.entry, name="entry"),
]
