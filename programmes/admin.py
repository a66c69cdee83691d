"""Programmes and their money in the admin: to look at only. Writing goes through services, which know the rules."""

from django.contrib import admin

from programmes.models import Contribution, Goal, Intervention, Investment, Programme
from stakeholders.admin import ReadOnlyAdmin
from stakeholders.permissions import Resource


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin):
    resource = Resource.PROGRAMME
    list_display = ["name", "gemeente", "start_year", "end_year", "status"]
    search_fields = ["name"]


@admin.register(Intervention)
class InterventionAdmin(ReadOnlyAdmin):
    resource = Resource.INTERVENTION
    list_display = ["title", "programme", "pillar", "status"]
    list_select_related = ["programme"]
    search_fields = ["title"]


@admin.register(Investment)
class InvestmentAdmin(ReadOnlyAdmin):
    resource = Resource.INVESTMENT
    list_display = ["intervention", "spender", "year", "state", "amount", "entered_at"]
    list_select_related = ["intervention", "spender"]
    list_filter = ["state", "year"]


@admin.register(Goal)
class GoalAdmin(ReadOnlyAdmin):
    resource = Resource.GOAL
    list_display = ["indicator", "area", "programme", "kind"]
    list_select_related = ["indicator", "area", "programme"]


@admin.register(Contribution)
class ContributionAdmin(ReadOnlyAdmin):
    resource = Resource.CONTRIBUTION
    list_display = ["intervention", "indicator", "lag_years", "evidence"]
    list_select_related = ["intervention", "indicator"]
