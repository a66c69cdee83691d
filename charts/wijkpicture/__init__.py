"""The picture that matters most: money, what is done and how residents fare, on one time axis."""

from charts.wijkpicture.picture import draw, draw_money

__all__ = ["draw", "draw_money"]
