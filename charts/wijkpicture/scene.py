"""One picture in one geometry: what its sections need to know."""

from dataclasses import dataclass

from charts.layout import Layout
from charts.model import WijkPicture
from charts.plot import Axis
from charts.scales import Years


@dataclass(frozen=True)
class Scene:
    """`uid` begins the ids of this drawing, so that those of two drawings on one page never meet."""

    picture: WijkPicture
    layout: Layout
    uid: str

    @property
    def axis(self) -> Axis:
        shown = Years(self.picture.first_year, self.picture.last_year, self.layout.left, self.layout.right)
        return Axis(shown, self.picture.now_year, self.picture.start_year, self.picture.start_name)

    def texture(self, pillar: str) -> str:
        return f"{self.uid}-{pillar.replace('_', '-')}"
