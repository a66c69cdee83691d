from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from stakeholders.audience import audience_of


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry.callback
        else:
            yield from routes(entry, address)


def test_every_route_names_its_audience() -> None:
    nameless = [address for address, view in routes(get_resolver()) if audience_of(view) is None]
    assert not nameless, "say whom each of these serves: stakeholders.audience.audience(...)"


def test_no_route_of_ours_ends_with_a_slash() -> None:
    ours = (address for address, _ in routes(get_resolver()) if not address.startswith("beheer/"))
    assert not [address for address in ours if address.endswith(("/", "/$"))]
