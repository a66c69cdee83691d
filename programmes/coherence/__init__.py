"""Samenhang: how the money of a programme is spread, and where money and goals miss each other.

`rows` fetches, all else is pure: it takes a `Package` and returns what to say.
"""

from programmes.coherence.division import Division, Share, divisions
from programmes.coherence.findings import Check, Finding, checks
from programmes.coherence.package import Package, Wijk
from programmes.coherence.page import answers, pictures
from programmes.coherence.rows import package_from, package_of, sums_of

__all__ = [
    "Check",
    "Division",
    "Finding",
    "Package",
    "Share",
    "Wijk",
    "answers",
    "checks",
    "divisions",
    "package_from",
    "package_of",
    "pictures",
    "sums_of",
]
