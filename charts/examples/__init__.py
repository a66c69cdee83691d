"""Every chart in every state, with invented data, for the style page and the tests. None of this is real."""

from charts import contributions as contribution_picture
from charts import doses, funnel, gap, goalprogress, linechart, sparkline, spread, strip, study, wijkpicture, yearly
from charts import placebos as placebo_lines
from charts.chart import Chart
from charts.examples.contributions import contributions
from charts.examples.dosepoints import dose_pictures
from charts.examples.others import goals, strips
from charts.examples.panels import CITY, panels
from charts.examples.pictures import picture, pictures
from charts.examples.spreads import spreads
from charts.examples.studies import funnels, placebos, studies, yearly_differences
from charts.svg import Markup

__all__ = [
    "charts",
    "contributions",
    "funnels",
    "goals",
    "panels",
    "picture",
    "pictures",
    "placebos",
    "sparklines",
    "spreads",
    "strips",
    "studies",
    "yearly_differences",
]


_WITH_MONEY = ("Wijk met programma", "Correcties, en jaren zonder melding", "Geen geld gepubliceerd")


def charts() -> dict[str, dict[str, Chart]]:
    """All charts in all their states, by kind and by state; each chart gets ids of its own."""
    return {
        "Beeld van een wijk": {
            name: wijkpicture.draw(each, f"beeld{index}") for index, (name, each) in enumerate(pictures().items())
        },
        "Onderzoek": {name: study.draw(each, f"studie{index}") for index, (name, each) in enumerate(studies().items())},
        "Trechter": {name: funnel.draw(each) for name, each in funnels().items()},
        "Geld en verandering": {name: doses.draw(each) for name, each in dose_pictures().items()},
        "Placebo’s": {name: placebo_lines.draw(each) for name, each in placebos().items()},
        "Verschil per jaar": {name: yearly.draw(each) for name, each in yearly_differences().items()},
        "Lijnen": {
            name: linechart.draw(each, now_year=2025, start_year=2012, city=CITY) for name, each in panels().items()
        },
        "Kloof": {name: gap.draw(each, now_year=2025, start_year=2012) for name, each in panels().items()},
        "Strook": {name: strip.draw(each) for name, each in strips().items()},
        "Bijdragen": {name: contribution_picture.draw(each) for name, each in contributions().items()},
        "Verdeling van geld": {name: spread.draw(each) for name, each in spreads().items()},
        "Doel": {name: goalprogress.draw(each) for name, each in goals().items()},
        "Geld per jaar": {
            name: wijkpicture.draw_money(pictures()[name], f"geld{index}") for index, name in enumerate(_WITH_MONEY)
        },
    }


def sparklines() -> dict[str, Markup]:
    return {name: sparkline.draw(each, city=CITY) for name, each in panels().items()}
