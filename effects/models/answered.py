"""One version of an answer, whatever was asked, with everything that it was computed from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from effects.vocabulary import StoredVerdict
from runs.models import Run


class Answered(models.Model):
    """`answer`: JSON as `effects.estimators.asjson.as_dict` writes it. `snapshot`: the panel with its options, the
    exact numbers; `snapshot_sha256` of its canonical JSON. `context`: what stands beside the answer, by name.
    """

    number = models.PositiveSmallIntegerField(_("versie"))
    verdict = models.CharField(_("oordeel"), max_length=24, choices=StoredVerdict.choices)
    answer = models.JSONField()
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    versions = models.JSONField(default=dict)
    seed = models.PositiveIntegerField()
    context = models.JSONField(default=dict)
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("berekend op"), auto_now_add=True)

    class Meta:
        abstract = True
