"""The contribution picture: money → what is done → what it yields → what should get better for residents."""

from charts.contributions.model import Contributions, Doing, Link, Outcome, Result
from charts.contributions.picture import draw

__all__ = ["Contributions", "Doing", "Link", "Outcome", "Result", "draw"]
