"""What makes a file unfit to compute with."""


class BadPanel(Exception):
    """One Dutch sentence that names the column, the row or the unit, and what to do about it."""
