"""click in Dutch: its help pages, and one sentence for a wrong use."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click


class Option(click.Option):
    """An option whose line in the help says in Dutch that it must be given."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:  # noqa: ARG002  click's signature
        """The option as it is typed, and what it means."""
        if self.hidden:
            return None
        value = "" if self.is_flag else f" {self.metavar}"
        must = " (verplicht)" if self.required else ""
        return ", ".join(self.opts) + value, f"{self.help}{must}"


class Argument(click.Argument):
    """An argument with a line of its own in the help."""

    def __init__(self, names: list[str], *, meaning: str, **settings: Any) -> None:
        super().__init__(names, **settings)
        self.meaning = meaning

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The argument's word in the usage line, and what it means."""
        return self.make_metavar(ctx), self.meaning


class _DutchHelp(click.Command):
    """What commands and groups of commands share."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line: how it is typed."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with its meaning in Dutch."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The arguments, then the options."""
        records = [(p, p.get_help_record(ctx)) for p in self.get_params(ctx)]
        for title, kind in (("Argumenten", click.Argument), ("Opties", click.Option)):
            rows = [record for param, record in records if record and isinstance(param, kind)]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; words too many are refused in Dutch."""
        strict, ctx.allow_extra_args = not ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as wrong:
            wrong.ctx = wrong.ctx or ctx  # click's parser leaves it out
            raise
        if strict and rest:
            raise click.UsageError(
                f"Er staat iets te veel achter '{ctx.command_path}': {' '.join(rest)}.", ctx
            )
        return rest


class Command(_DutchHelp):
    """One command."""

    def __init__(self, name: str, **settings: Any) -> None:
        super().__init__(name, options_metavar="[OPTIES]", **settings)


class Group(_DutchHelp, click.Group):
    """Several commands under one name."""

    def __init__(self, name: str, **settings: Any) -> None:
        super().__init__(
            name,
            options_metavar="[OPTIES]",
            subcommand_metavar="OPDRACHT …",
            no_args_is_help=False,
            invoke_without_command=True,
            **settings,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, then the options."""
        rows = [(name, self.summary(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Opdrachten"):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """In the order in which they were declared."""
        return list(self.commands)

    def summary(self, ctx: click.Context, name: str) -> str:
        """The line about one command on the help page of all."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=200) if command else ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; an unknown one is refused in Dutch, with a guess."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            guess = get_close_matches(args[0], known, n=1)
            hint = f"; bedoelt u '{guess[0]}'?" if guess else f". Bekijk '{ctx.command_path} --help'."
            raise click.UsageError(f"De opdracht '{args[0]}' bestaat niet{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is meant, or say that none is."""
        if not ctx._protected_args:  # click names no public way to see this
            raise click.UsageError(f"Noem een opdracht; bekijk '{ctx.command_path} --help'.", ctx)
        return super().invoke(ctx)


def sentence(error: click.ClickException) -> str:
    """What the user did wrong, as one Dutch sentence."""
    match error:
        case click.NoSuchOption():
            guess = f"; bedoelt u {min(error.possibilities)}?" if error.possibilities else "."
            return f"De optie {error.option_name} bestaat hier niet{guess}"
        case click.MissingParameter():
            return _missing(error)
        case click.BadOptionUsage():
            return _bad_option(error)
        case click.BadParameter() if error.param is not None:
            return f"Bij {_name(error.param)}: {error.message}"
        case _:
            return error.message[:1].upper() + error.message[1:]


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else (param.metavar or param.name or "")


def _missing(error: click.MissingParameter) -> str:
    param = error.param
    if param is None:
        return "Er ontbreekt iets in deze opdracht; bekijk de uitleg met --help."
    value = f" {param.metavar}" if isinstance(param, click.Option) else ""
    path = error.ctx.command_path if error.ctx else "knooppunt"
    return f"Geef {_name(param)}{value} op; bekijk '{path} --help'."


def _bad_option(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.params if error.ctx else []
    flag = any(isinstance(p, click.Option) and p.is_flag and error.option_name in p.opts for p in params)
    return f"De optie {error.option_name} {'kan geen waarde hebben' if flag else 'vraagt een waarde'}."
