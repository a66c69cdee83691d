"""Every chart in every state, as a browser draws it with the real font."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

SMALLEST_PIXELS = 11

# Each visible drawing with its words: text, size in pixels, and box from the drawing's own corner.
WORDS = """() => [...document.querySelectorAll('svg.chart-svg')]
.filter(svg => svg.getBoundingClientRect().width).map(svg => {
  const frame = svg.getBoundingClientRect();
  const scale = frame.width / svg.viewBox.baseVal.width;
  const words = [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect();
    return {text: text.textContent, pixels: text.getAttribute('font-size') * scale, left: box.left - frame.left,
      right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top};
  });
  return {name: svg.getAttribute('aria-label'), width: frame.width, height: frame.height, words};
})"""


@pytest.fixture(params=[1280, 1000, 640, 360, 320])
def styles(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{site}/stijl")
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


def overlap(one, other):
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    along = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 1 and along > 5


def test_words_in_charts_are_readable_and_stand_free(styles):
    drawings = styles.evaluate(WORDS)
    assert len(drawings) > 30
    for drawing in drawings:
        words = drawing["words"]
        assert [word for word in words if word["pixels"] < SMALLEST_PIXELS] == []
        assert [word for word in words if word["left"] < -2 or word["right"] > drawing["width"] + 2] == []
        assert [word for word in words if word["top"] < -2 or word["bottom"] > drawing["height"] + 4] == []
        pairs = [(a, b) for index, a in enumerate(words) for b in words[:index] if overlap(a, b)]
        assert pairs == [], drawing["name"]


def test_each_chart_shows_one_of_its_drawings(styles):
    shown = styles.evaluate(
        "() => [...document.querySelectorAll('figure.chart')]"
        ".map(f => [...f.querySelectorAll('svg.chart-svg')].filter(s => s.getBoundingClientRect().width).length)"
    )
    assert set(shown) == {1}
