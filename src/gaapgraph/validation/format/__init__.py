"""What a check found, written for people and for programs; each writer is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.validation.format.html import write_html
    from gaapgraph.validation.format.json import write_json
    from gaapgraph.validation.format.sarif import write_sarif
    from gaapgraph.validation.format.text import describe_verdict, write_text
    from gaapgraph.validation.format.turtle import write_trig, write_turtle

__all__ = ["describe_verdict", "write_html", "write_json", "write_sarif", "write_text", "write_trig", "write_turtle"]


def __getattr__(name: str) -> object:
    """Import a writer: that of HTML takes as long to load as a small check."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = {"describe_verdict": "text", "write_trig": "turtle"}.get(name, name.removeprefix("write_"))
    return getattr(import_module(f"{__name__}.{module}"), name)
