"""The picture that matters most: money, what is done and how residents fare, on one time axis."""

from charts.wijkpicture.picture import draw

__all__ = ["draw"]
