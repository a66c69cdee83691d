import re

import pytest

from tests.architecture.source import ROOT, files

FORBIDDEN = {
    "style attribute": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "script in the page": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)"),
    "file from another origin": re.compile(r"(src|href)\s*=\s*[\"']https?://[^\"']+\.(js|css|woff2?)"),
}
POSTING_FORM = re.compile(r"<form\b[^>]*method=.post.*?</form>", re.DOTALL | re.IGNORECASE)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_hold_nothing_that_the_content_policy_blocks(what: str) -> None:
    found = [str(path) for path in files("*.html") if FORBIDDEN[what].search((ROOT / path).read_text())]
    assert not found, f"{what} in {found}"


def test_every_form_that_posts_carries_its_token() -> None:
    for path in files("*.html"):
        for form in POSTING_FORM.findall((ROOT / path).read_text()):
            assert "csrf_token" in form, path
