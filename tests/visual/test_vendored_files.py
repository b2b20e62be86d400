"""The files that pages load: ours, or vendored with version and licence; nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from visual import asset_files, typeface

OWN = {"knooppunt.css", "knooppunt-pages.css", "knooppunt.svg", "README.md"}
FILES = sorted(file for file in asset_files.DIRECTORY.iterdir() if file.is_file())
TEMPLATES = sorted((asset_files.DIRECTORY.parent / "templates").iterdir())
LOADS = re.compile(
    r"""(?:\bsrc|\bhref|\baction|\bxlink:href)\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|url\(\s*["']?\s*(?:https?:)?//|@import|sourceMappingURL""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", FILES + TEMPLATES, ids=lambda file: file.name)
def test_no_file_loads_anything_from_elsewhere(file: Path) -> None:
    if file.suffix in {".css", ".svg", ".html"}:
        assert not LOADS.search(file.read_text(encoding="utf-8"))


def test_the_search_for_loading_finds_it() -> None:
    for found in ('<img src="//x">', "url(https://x/y.png)", "@import 'x';", "//# sourceMappingURL=x.map"):
        assert LOADS.search(found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_vendored_file_names_its_version_and_licence(file: Path) -> None:
    assert file.name in OWN or re.search(r"-\d+\.\d+(\.\d+)?-(EUPL-1\.2|OFL-1\.1)\.\w+$", file.name)


def test_every_file_and_licence_stands_in_the_list() -> None:
    listed = (asset_files.DIRECTORY / "README.md").read_text(encoding="utf-8")
    for file in FILES:
        assert file.name == "README.md" or f"`{file.name}`" in listed
    for licence in (asset_files.DIRECTORY / "licences").iterdir():
        assert f"`{licence.name}`" in listed


def test_what_the_style_sheets_load_is_served() -> None:
    for name in asset_files.STYLESHEETS:
        text = (asset_files.DIRECTORY / name).read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", text):
            assert address.startswith("data:") or address in asset_files.SERVED


def test_only_listed_files_are_served() -> None:
    for name in ("README.md", "../asset_files.py", "licences/EUPL-1.2.md", "", "knooppunt.css/.."):
        assert asset_files.read(name) is None
    for name in asset_files.SERVED:
        found = asset_files.read(name)
        assert found is not None
        assert found.content


def test_every_class_of_a_template_is_in_a_style_sheet() -> None:
    styles = "".join((asset_files.DIRECTORY / n).read_text(encoding="utf-8") for n in asset_files.STYLESHEETS)
    known = set(re.findall(r"\.((?:kp|utrecht)-[\w-]+)", styles)) | {"kp-table-frame"}
    for template in TEMPLATES:
        used = set(re.findall(r"\b((?:kp|utrecht)-[\w-]+)", " ".join(
            re.findall(r'class="([^"]*)"', template.read_text(encoding="utf-8"))
        )))  # fmt: skip
        assert not {name for name in used - known if not name.endswith("-")}, template.name


def test_the_type_for_paper_goes_by_another_name_than_the_reserved_one() -> None:
    for file in (typeface.REGULAR, typeface.SEMIBOLD):
        with TTFont(file) as font:
            assert font["name"].getDebugName(1) == "Knooppunt Sans"
            assert {ord(sign) for sign in "ëéïöüçñşıłŁžđ–—…€"} <= set(font.getBestCmap())
