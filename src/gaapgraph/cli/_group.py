"""The group of commands, each of which is imported only when it is called."""

from __future__ import annotations

import importlib
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from gaapgraph._version import __version__
from gaapgraph.cli._conversion import take_directly
from gaapgraph.cli._overview import COMMANDS, OPTIONS, SUMMARY

__all__ = ["COMMANDS", "Abort", "app", "describe_misuse"]

Abort = typer.Abort
# Typer has carried a copy of click since 0.2x; the classes that it exports name those that it does not.
_UsageError, _ClickException = typer.BadParameter.__mro__[1:3]


class _Command(TyperCommand):
    """A command whose call imports no more than it needs."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options and arguments, with `--help`."""
        return take_directly(super().get_params(ctx))


class _Unloaded(TyperCommand):
    """A command that is known by its name and summary until it is called."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Import the command and return its context."""
        return _load(self.name or "").make_context(info_name, args, parent, **extra)


class LazyGroup(TyperGroup):
    """A group whose command `name` is the function `name` in the module `gaapgraph.cli.name_command`."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options that stand before the command, with `--help`."""
        return take_directly(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order in which a newcomer wants them."""
        return list(COMMANDS)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; data that end early are no end of what somebody types, which is told by silence."""
        try:
            return super().invoke(ctx)
        except EOFError as exc:
            raise RuntimeError(f"what is read ends early ({exc})") from exc

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None where there is none of that name."""
        return _Unloaded(cmd_name, help=COMMANDS[cmd_name], callback=None) if cmd_name in COMMANDS else None


def _load(name: str) -> Any:
    """Return a command, which takes `--traceback` beside its own options."""
    command = _as_command(getattr(importlib.import_module(f"gaapgraph.cli.{name}_command"), name))
    (option,) = (each for each in _as_command(_take_traceback).params if each.name == "traceback")
    option.expose_value = False  # `main` looks for it: an error in the call itself is to be traced as well
    command.params.append(option)
    return command


def _as_command(function: Any) -> Any:
    single = typer.Typer(add_completion=False)
    single.command(function.__name__, cls=_Command)(function)
    return typer.main.get_command(single)


def _take_traceback(
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Where something goes wrong, show where in the program.")
    ] = False,
) -> None:
    pass


app = typer.Typer(
    cls=LazyGroup,
    help=SUMMARY,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def describe_misuse(exc: BaseException) -> str | None:
    """Return in words what is wrong with a call, or None where the exception is no misuse of the command line."""
    if not isinstance(exc, _ClickException):
        return None
    context = getattr(exc, "ctx", None)
    command = context.command_path if context is not None else "gaapgraph"
    message = exc.format_message() if hasattr(exc, "format_message") else str(exc)
    return f"{message.rstrip('.')}; see {command} --help"


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"gaapgraph {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=OPTIONS["--version"])
    ] = False,
) -> None:
    pass
