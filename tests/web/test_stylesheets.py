from __future__ import annotations

import pytest

from portal.web.assets import get_page_css, has_component, minify_css


@pytest.mark.parametrize(
    ("css", "short"),
    {
        "a {\n  color: red;\n}\n": "a{color:red}",
        "a { /* why */ color: red }": "a{color:red }",
        "a > b, c { margin: 0 auto }": "a>b,c{margin:0 auto }",
        "a { width: calc(1px + 2px) }": "a{width:calc(1px + 2px) }",
        "nav :is(a) { top: 0; }": "nav :is(a){top:0}",
        "a { b: 1; }\n\n@media print { a { b: 2; } }": "a{b:1}@media print{a{b:2}}",
    }.items(),
)
def test_spare_blanks_and_comments_go(css: str, short: str) -> None:
    assert minify_css(css).replace(" }", "}") == short.replace(" }", "}")


def test_a_page_gets_only_the_sheets_of_its_components() -> None:
    plain, with_table = get_page_css(frozenset({"button"})), get_page_css(frozenset({"table"}))
    assert plain.text != with_table.text
    assert plain.hash != with_table.hash


def test_the_order_in_which_components_are_named_does_not_matter() -> None:
    assert get_page_css(frozenset({"table", "care"})) == get_page_css(frozenset({"care", "table"}))


def test_a_component_may_have_no_sheet() -> None:
    assert has_component("care")
    assert not has_component("cares")


def test_no_sheet_asks_for_a_file() -> None:
    names = ("art", "care", "cover", "table", "term", "thread")
    css = get_page_css(frozenset(name for name in names if has_component(name))).text
    assert "@import" not in css
    assert "http" not in css
