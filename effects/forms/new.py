"""The form of a new study: what it is and its outcomes on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from effects.forms.outcomes import OutcomeLines
from effects.forms.study import StudyForm, areas_to_study
from programmes.forms.base import Group
from programmes.models import Programme


class NewStudyForm(StudyForm, OutcomeLines):
    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        del self.fields["version"]
        self.add_lines(programme, areas_to_study(programme))

    def layout(self) -> Iterable[Group]:
        return [*StudyForm.layout(self), *OutcomeLines.layout(self)]

    def said(self) -> dict[str, Any]:
        return super().said() | {"outcomes": self.said_outcomes()}
