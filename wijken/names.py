"""Names of areas as people search them."""

import re
import unicodedata

# CBS writes the official name; a person types the other.
ALSO_CALLED = {"'s-gravenhage": "den haag", "'s-hertogenbosch": "den bosch"}
SPOKEN = {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}
NUMBERED = re.compile(r"^wijk \d+[a-z]? (?=\S)", re.IGNORECASE)


def plain(text: str) -> str:
    """Lower case without accents, apostrophes of CBS kept."""
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).lower().strip()


def searchable(name: str) -> str:
    """The text in which a search looks: the plain name and what people also call it."""
    low = plain(name)
    return f"{low} {ALSO_CALLED[low]}" if low in ALSO_CALLED else low


def spoken(name: str) -> str:
    """The name as people say it: "Wijk 36 Moerwijk" is Moerwijk, "'s-Gravenhage" is Den Haag."""
    return SPOKEN.get(name) or NUMBERED.sub("", name, count=1)
