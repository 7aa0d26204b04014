"""What a check found, written for people and for programs."""

from gaapgraph.check.format.html import write_html
from gaapgraph.check.format.json import write_json
from gaapgraph.check.format.sarif import write_sarif
from gaapgraph.check.format.text import describe_verdict, write_text
from gaapgraph.check.format.turtle import write_turtle

__all__ = ["describe_verdict", "write_html", "write_json", "write_sarif", "write_text", "write_turtle"]
