"""A panel from a long CSV file: one row for each unit and period, as a researcher has it."""

from effects.panelfile.bad import BadPanel
from effects.panelfile.columns import Columns
from effects.panelfile.read import read_panel

__all__ = ["BadPanel", "Columns", "read_panel"]
