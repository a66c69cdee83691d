"""Background work as rows: the row is the truth, the broker only rings the bell."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "wacht", _("wacht")
    BUSY = "bezig", _("bezig")
    DONE = "klaar", _("klaar")
    FAILED = "mislukt", _("mislukt")
    CANCELLED = "gestopt", _("gestopt")


OVER = (State.DONE, State.FAILED, State.CANCELLED)


class Run(models.Model):
    """One piece of work: its kind and arguments, how far it is, and what came of it.

    A worker takes a run by one UPDATE, beats its heart while it works, and a run whose heart
    stopped is taken up again. Work must therefore be safe to do again from any point.
    """

    kind = models.CharField(_("soort"), max_length=40)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("toestand"), max_length=8, choices=State.choices, default=State.WAITING)
    step = models.CharField(_("stap"), max_length=60, blank=True)
    done = models.PositiveIntegerField(_("gedaan"), default=0)
    total = models.PositiveIntegerField(_("van"), null=True)
    starts = models.PositiveSmallIntegerField(_("keer begonnen"), default=0)
    holder = models.CharField(max_length=60, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    error = models.TextField(_("fout"), blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("achtergrondwerk")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="run_state_heartbeat")]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=State.values), name="run_state_known")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    def is_over(self) -> bool:
        return self.state in OVER

    def percent(self) -> int | None:
        """How far the present step is, in whole percents; None while nobody knows of how much."""
        return min(100, 100 * self.done // self.total) if self.total else None
