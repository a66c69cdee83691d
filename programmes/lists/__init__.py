"""Lists of the workspace: which rows, in which order and which page stands in the address, and nowhere else."""

from programmes.lists.columns import Column, name_in
from programmes.lists.filters import ListFilter
from programmes.lists.listing import Listing, wants_file

__all__ = ["Column", "ListFilter", "Listing", "name_in", "wants_file"]
