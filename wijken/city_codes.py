"""The CBS codes of a city that numbers its wijken and buurten in its own way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

LENGTH = {"GM": 6, "WK": 8, "BU": 10}
PREFIX = re.compile(r"GM|WK(\d{4})?|BU(\d{4}([0-9A-Z]{2})?)?")
INVENTED_PREFIX = re.compile(r"WKVB\d\d|BUVB\d\d(\d\d)?")
BUURT_WITHIN_GEMEENTE = 6  # characters of a prefix that leaves wijk and buurt to the city's own number
SHORTEST_WITH_WIJK = 3


def is_prefix(text: str) -> bool:
    return bool(PREFIX.fullmatch(text) or (settings.DEMO and INVENTED_PREFIX.fullmatch(text)))


@dataclass(frozen=True)
class Numbering:
    """How the own codes of one file become those of CBS, by the prefix that was given."""

    prefix: str
    counts_beyond_99: bool = False
    lacks_wijk: bool = False

    @classmethod
    def of(cls, prefix: str, own: Sequence[str]) -> Numbering:
        """A city may number its buurten on beyond 99 and write wijk (one or two digits) and buurt (three) as one
        number, as Den Haag does: 42111 is wijk 42, buurt 111, for CBS BU05184211. Where any code of the file has
        five digits, all are read so, and the hundred is dropped.

        Where most codes have no more than two digits, they are numbers of buurten without that of their wijk.
        """
        if prefix[:2] != "BU" or len(prefix) != BUURT_WITHIN_GEMEENTE:
            return cls(prefix)
        longest = LENGTH["BU"] - len(prefix)
        short = sum(len(code) < SHORTEST_WITH_WIJK for code in own)
        return cls(prefix, any(code.isdigit() and len(code) > longest for code in own), 2 * short > len(own))

    def cbs_code(self, own: str) -> str:
        if not self.prefix or own.startswith(self.prefix):
            return own
        if self.counts_beyond_99 and own.isdigit():
            padded = own.zfill(5)
            return self.prefix + padded[:2] + padded[3:]
        return self.prefix + own.zfill(LENGTH.get(self.prefix[:2], 0) - len(self.prefix))
