"""What must be said beside the figures of a study: of whom there are none, and what else may explain a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from charts.wording import listing
from portal.effects.money import counted_whole
from portal.parts import area_name

if TYPE_CHECKING:
    from portal.effects.story import OutcomeStory


def remarks_of(story: OutcomeStory) -> tuple[str, ...]:
    found = (story.elsewhere, of_whom(story), of_city(story), *story.context.warnings, counted_whole(story.result))
    return tuple(without_warning(each) for each in found if each)


def without_warning(remark: str) -> str:
    """They stand under that heading already."""
    rest = remark.removeprefix(_("Let op:")).strip()
    return rest[:1].upper() + rest[1:]


def of_whom(story: OutcomeStory) -> str:
    """Of which wijken of the study there is no figure at all, so that the line is of the others."""
    without = story.without_figures
    if not without or not story.lines.own.known:
        return ""
    others = [area_name(each.area) for each in story.study.study_areas.all() if area_name(each.area) not in without]
    said = _("Van %(without)s is dit cijfer er niet, in geen enkel jaar. De dikke lijn gaat alleen over %(others)s.")
    return said % {"without": listing(without), "others": listing(others)}


def of_city(story: OutcomeStory) -> str:
    """That there is no line of the city, where the wijken have one."""
    if story.city or not story.lines.own.known:
        return ""
    city = story.study.programme.gemeente.spoken_name
    return _("Van %(city)s als geheel is dit cijfer er niet. Daarom staat de lijn van de stad er niet bij.") % {
        "city": city}  # fmt: skip
