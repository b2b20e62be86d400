"""From a template and values to HTML: everything escaped, every name that is missing an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from visual import asset_files, dutch, paths, words

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The one Jinja2 environment: autoescape everywhere, Dutch filters, the addresses of the pages."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "dag": dutch.day,
        "datum": dutch.short_day,
        "moment": dutch.moment,
        "heel": dutch.whole,
        "komma": dutch.decimal,
        "woord": words.label,
        "opsomming": dutch.listed,
    }
    made.globals |= {
        "paths": paths,
        "files": asset_files,
        "counted": dutch.counted,
        "words": words,
    }
    return made


def render(template: str, **values: object) -> str:
    """Fill a template of ``visual/templates``."""
    return environment().get_template(template).render(**values)
