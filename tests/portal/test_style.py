"""What holds for every component, told from the style page, and for every template."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from portal.styleguide.forms import broken_form

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
CSS = Path(settings.BASE_DIR) / "static" / "css"


@pytest.fixture
def page(client: Client, db: None) -> str:
    return client.get("/stijl").content.decode()


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.found if name in attributes]


def test_outside_the_demonstration_there_is_no_style_page(client: Client, db: None, settings) -> None:
    settings.DEMO = False
    assert client.get("/stijl").status_code == 404


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_names_what_it_takes_in_its_first_line(component: Path) -> None:
    assert re.match(r"\{% comment %\}.*(Takes|How|What)", component.read_text().splitlines()[0])


def taken_in(*templates: Path) -> set[str]:
    """The components that these templates name."""
    named = r'components/(\w+)\.html|onderdeel "(\w+)"'
    return {one or other for path in templates for one, other in re.findall(named, path.read_text())}


def test_the_style_page_shows_every_component() -> None:
    by_hand = taken_in(*(TEMPLATES / "styleguide").glob("*.html"))
    by_others = taken_in(TEMPLATES / "base.html", *COMPONENTS) | {"form", "field"}
    assert {path.stem for path in COMPONENTS} - by_hand - by_others == {"htmx"}


def test_no_id_stands_twice(page: str) -> None:
    ids = Tags(page).values("id")
    assert sorted(set(ids)) == sorted(ids)


def test_every_control_points_to_a_description_that_stands_there(page: str) -> None:
    tags = Tags(page)
    named = {one for value in tags.values("aria-describedby") + tags.values("aria-labelledby") for one in value.split()}
    assert named <= set(tags.values("id"))


def test_every_link_in_the_list_of_mistakes_goes_to_its_field(page: str) -> None:
    tags = Tags(page)
    links = {value.removeprefix("#") for value in tags.values("href") if value.startswith("#fout_")}
    assert len(links) == 7
    assert links <= set(tags.values("id"))


def test_a_mistake_is_marked_on_its_control_and_told_beside_it() -> None:
    field = str(broken_form()["year"].as_field_group())
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="fout_year_error"' in field
    assert "minstens 2012" in field


def test_what_was_typed_is_never_lost() -> None:
    assert 'value="1066"' in str(broken_form())


def test_a_choice_is_a_group_with_a_name(page: str) -> None:
    assert "<legend" in str(broken_form()["pillar"].as_field_group())


def test_what_need_not_be_filled_in_says_so() -> None:
    assert "(niet verplicht)" in str(broken_form()["email"].as_field_group())


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]{3,}=[\"']", text)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_is_longer_than_100_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 100


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_only(sheet: Path) -> None:
    if sheet.name != "tokens.css":
        assert not re.search(r"#[0-9a-f]{3,8}\b(?![^{}]*\{)|\brgba?\(|\bhsla?\(", sheet.read_text())


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_every_token_that_is_used_exists(sheet: Path) -> None:
    defined = set(re.findall(r"(--[\w-]+):", "".join(path.read_text() for path in CSS.glob("*.css"))))
    assert set(re.findall(r"var\((--wa-[\w-]+)", sheet.read_text())) <= defined
