from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from portal.web.inline_assets import get_page_css, get_page_script, has_component

CSS = Path(settings.BASE_DIR, "static", "css")


def test_a_page_gets_only_the_sheets_of_its_components() -> None:
    plain, with_table = get_page_css(frozenset({"button"})), get_page_css(frozenset({"table"}))
    assert plain.text != with_table.text
    assert plain.hash != with_table.hash


def test_the_order_in_which_components_are_named_does_not_matter() -> None:
    assert get_page_css(frozenset({"table", "care"})) == get_page_css(frozenset({"care", "table"}))


def test_a_component_may_have_no_sheet() -> None:
    assert has_component("care")
    assert not has_component("cares")


def test_comments_stay_in_the_files() -> None:
    every = frozenset(path.stem for path in (CSS / "components").glob("*.css"))
    assert "/*" not in get_page_css(every).text
    assert "// " not in get_page_script().text


def test_no_sheet_asks_for_a_file() -> None:
    css = "".join(path.read_text() for path in CSS.rglob("*.css"))
    assert "@import" not in css
    assert "url(" not in css


def test_each_utility_class_of_the_admin_exists_in_wagtail() -> None:
    compiled = finders.find("wagtailadmin/css/core.css")
    assert compiled
    known = {*re.findall(r"\.(w-[\w-]+)", Path(compiled).read_text())}
    used = {
        name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for names in re.findall(r'class="([^"]+)"', path.read_text())
        for name in names.split()
        if name.startswith("w-")
    }
    assert used
    assert used - known == set()
