"""Pages about people and about organisations."""
