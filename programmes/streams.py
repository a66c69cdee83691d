"""The funding streams with which every installation starts, so that the first partner can report at once."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed_apps
from django.utils.translation import gettext_lazy as _

from programmes.vocabulary import StreamKind

# kind → (slug, name, one sentence). A kind of which a stream stands already gets none.
START = {
    StreamKind.GEMEENTE: ("gemeente-eigen", _("Eigen middelen gemeente"), _("Geld uit de begroting van de gemeente.")),
    StreamKind.CORPORATIE: (
        "corporatie-eigen",
        _("Eigen middelen corporatie"),
        _("Geld van de woningcorporatie zelf, vooral uit huur."),
    ),
    StreamKind.RIJK: ("rijk-spuk", _("Specifieke uitkering van het Rijk"), _("Rijksgeld met een vast doel.")),
    StreamKind.VHF: (
        "vhf",
        _("Volkshuisvestingsfonds"),
        _("Rijksgeld om woningen in kwetsbare gebieden te verbeteren."),
    ),
    StreamKind.REGIODEAL: ("regiodeal", _("Regio Deal"), _("Geld uit een afspraak tussen Rijk en regio.")),
    StreamKind.EU: ("eu", _("Europese subsidie"), _("Geld uit een fonds van de Europese Unie.")),
    StreamKind.PRIVAAT: ("privaat", _("Particulier geld"), _("Geld van een bedrijf, fonds of bewoners.")),
}


def load_streams(*, using: str, apps: Any = installed_apps, **kwargs: Any) -> None:
    """Make the stream of each kind that has none, after every migrate, and after a flush (which names no apps).

    A database from before them is left alone.
    """
    try:
        streams = apps.get_model("programmes", "FundingStream")._default_manager.using(using)
    except LookupError:
        return
    standing = set(streams.values_list("kind", flat=True))
    for kind, (slug, name, explanation) in START.items():
        if kind not in standing:
            streams.get_or_create(slug=slug, defaults={"name": name, "kind": kind, "explanation": explanation})
