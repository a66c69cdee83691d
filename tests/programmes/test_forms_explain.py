"""Each field of the workspace says below its name what is asked."""

import importlib
import pkgutil

import pytest

from programmes import forms
from programmes.forms.base import ServiceForm

# Explained where they stand: columns of a table under a sentence, choices that are told one by one, free remarks.
ELSEWHERE = {
    "InterventionForm.pillar", "PhaseForm.name", "PhaseForm.start_year", "PhaseForm.end_year", "ReportTable.note",
    "JudgeForm.remark", "NewProgrammeForm.gemeente",
}  # fmt: skip


def below(kind):
    return {kind} | {one for each in kind.__subclasses__() for one in below(each)}


def every_form():
    for module in pkgutil.iter_modules(forms.__path__):
        importlib.import_module(f"programmes.forms.{module.name}")
    ours = (one for one in below(ServiceForm) if one.__module__.startswith("programmes."))
    return sorted(ours, key=lambda one: one.__name__)


@pytest.mark.parametrize("form", every_form(), ids=lambda one: one.__name__)
def test_each_field_is_explained(form):
    named = {name: {f"{one.__name__}.{name}" for one in form.__mro__} for name in form.base_fields}
    silent = [name for name, field in form.base_fields.items() if not field.help_text and not field.widget.is_hidden]
    assert [name for name in silent if not named[name] & ELSEWHERE] == []
