"""The tokens hold their promises: contrast of WCAG 2.2 AA, and pillars apart for every kind of eye, in both modes."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest
from django.conf import settings

Colour = tuple[float, float, float]

TEXT = Path(settings.BASE_DIR, "static", "css", "tokens.css").read_text()
LIGHT_PART, DARK_PART = TEXT.split("@media screen and (prefers-color-scheme: dark)")
TOKEN = re.compile(r"(--wa-[\w-]+): (#[0-9a-f]{6})")
LIGHT = dict(TOKEN.findall(LIGHT_PART))
MODES = {"light": LIGHT, "dark": {**LIGHT, **dict(TOKEN.findall(DARK_PART))}}
WORDS = ["ink", "ink-soft", "link", "link-hover", "better", "worse", "equal", "error"]
PILLARS = ["fysiek", "sociale-basis", "sociale-stijging", "sociale-herovering"]
# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(colour: str) -> Colour:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour) -> Colour:
    red, green, blue = (min(1, max(0, part)) for part in colour)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, eye: str) -> Colour:
    x, y, z = (sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in EYES[eye])
    return lab((x, y, z))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", ["paper", "shade", "error-shade"])
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read(mode: str, paper: str, word: str) -> None:
    assert contrast(MODES[mode][f"--wa-{word}"], MODES[mode][f"--wa-{paper}"]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_banner_of_the_practice_town_can_be_read(mode: str) -> None:
    assert contrast(MODES[mode]["--wa-invented-ink"], MODES[mode]["--wa-invented"]) >= 7


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("line", ["rule-strong", "focus", *(f"pillar-{name}" for name in PILLARS)])
def test_lines_that_mean_something_can_be_seen(mode: str, line: str) -> None:
    assert contrast(MODES[mode][f"--wa-{line}"], MODES[mode]["--wa-paper"]) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("eye", EYES)
def test_no_two_pillars_look_alike(mode: str, eye: str) -> None:
    colours = [seen(MODES[mode][f"--wa-pillar-{name}"], eye) for name in PILLARS]
    assert min(math.dist(one, other) for one, other in combinations(colours, 2)) >= 25
