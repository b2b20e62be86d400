"""docs/opdrachten.md names every command, and under it every option."""

import re
from pathlib import Path

import click
import pytest

from api.cli.commands import knooppunt

PAGE = (Path(__file__).parents[2] / "docs" / "opdrachten.md").read_text(encoding="utf-8")
SHARED = {"--store", "--json", "--help"}


def sections() -> dict[str, str]:
    """Heading to text, for headings of commands."""
    parts = re.split(r"^#{2,3} (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands() -> list[tuple[str, click.Command]]:
    """Every command with its name as typed."""
    group = knooppunt()
    context = click.Context(group)
    found: list[tuple[str, click.Command]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", made) for inner, made in command.commands.items()]
        else:
            found.append((name, command))
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_and_option_is_documented(name, command):
    text = sections()[name]
    assert f"`knooppunt {name}" in text
    options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts} - SHARED
    missing = {option for option in options if f"`{option}" not in text and f"[{option}" not in text}
    assert not missing, f"{name}: {missing}"


def test_the_page_names_no_option_that_is_not_there():
    known = {o for _, c in commands() for p in c.params if isinstance(p, click.Option) for o in p.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) <= known | SHARED


def test_the_page_names_no_command_that_is_not_there():
    known = {name for name, _ in commands()}
    typed = set(re.findall(r"`knooppunt ([a-z]+(?: (?:open|sluit|lijst))?)", PAGE))
    assert typed <= known


def test_the_statuses_of_the_errors_stand_in_the_page():
    for status in (0, 1, 2, 3, 130):
        assert f"| {status} |" in PAGE
