"""The command line as a newcomer meets it: quick, Dutch, and complete."""

import re
import subprocess
import sys

import click
import pytest

from api.cli.commands import COMMANDS, knooppunt

PROMISED = [
    *("demo", "verzin", "nieuw", "inlezen", "gebieden", "koppelen", "analyseer", "casus", "systeem", "kaart"),
    *("samenloop", "hotspots", "rapport", "export", "meet", "kopieer", "serve"),
]
ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show this message|default|required)\b", re.IGNORECASE
)


def all_commands() -> list[tuple[str, ...]]:
    """Every command as it is typed, those of a group included."""
    group = knooppunt()
    context = click.Context(group)
    found: list[tuple[str, ...]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, inner) for inner in command.list_commands(context)]
    return found


def test_the_commands_are_those_of_the_contract():
    assert list(COMMANDS) == PROMISED


def test_help_of_all_names_every_command(prompt):
    answer = prompt("--help")
    assert answer.status == 0
    for name in PROMISED:
        assert re.search(rf"^  {name} ", answer.out, re.MULTILINE)


@pytest.mark.parametrize("words", [(), *all_commands()], ids=" ".join)
def test_every_help_page_is_dutch(prompt, words):
    answer = prompt(*words, "--help")
    assert answer.status == 0, answer.err
    assert answer.out.startswith("Gebruik: knooppunt")
    assert "Toon deze uitleg." in answer.out
    assert not ENGLISH.search(answer.out), ENGLISH.search(answer.out)


@pytest.mark.parametrize("words", all_commands(), ids=" ".join)
def test_every_command_takes_store_and_json(prompt, words):
    page = prompt(*words, "--help").out
    assert "--store OPSLAG" in page
    assert "--json" in page


def test_help_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from api.cli.start import run\n"
        "run(['--help'])\n"
        "heavy = {'polars', 'duckdb', 'fastapi', 'numpy', 'networkx', 'rich', 'pyarrow', 'uvicorn'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
