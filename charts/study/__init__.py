"""A study in one picture and in one sentence."""

from charts.study.finding import Effect, Finding
from charts.study.picture import StudyPicture, draw

__all__ = ["Effect", "Finding", "StudyPicture", "draw"]
