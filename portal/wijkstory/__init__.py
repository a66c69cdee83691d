"""The story of one area: who works there on what, what it costs, and how the people who live there fare."""

from portal.wijkstory.story import WijkStory, tell

__all__ = ["WijkStory", "tell"]
