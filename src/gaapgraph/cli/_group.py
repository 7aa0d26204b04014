"""The group of commands, each of which is imported only when it is called."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import gaapgraph

__all__ = ["COMMANDS", "app"]

COMMANDS = [
    "demo", "build", "outcomes", "check", "ask", "query", "explain", "diff", "report", "load", "serve", "export", "tag",
    "coverage",
]  # fmt: skip


class LazyGroup(TyperGroup):
    """A group whose command `name` is the function `name` in the module `gaapgraph.cli.name_command`."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order in which a newcomer wants them."""
        return [name for name in COMMANDS if find_spec(f"gaapgraph.cli.{name}_command")]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        if cmd_name not in self.commands:
            module = importlib.import_module(f"gaapgraph.cli.{cmd_name}_command")
            single = typer.Typer(add_completion=False)
            single.command(cmd_name)(getattr(module, cmd_name))
            self.commands[cmd_name] = typer.main.get_command(single)
        return self.commands[cmd_name]


app = typer.Typer(
    cls=LazyGroup,
    help="Financial documents as a knowledge graph: every number traced, mapped, checked and asked about.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"gaapgraph {gaapgraph.__version__}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
