"""Pages of the site that are generated: vocabulary, codes, questions, commands, Python.

A hook of mkdocs (`hooks:` in mkdocs.yml). Each page is built from what the program itself reads: the ontology, the
shapes, the schemes, the front matter of questions, the options of commands and the docstrings of functions.
"""

from __future__ import annotations

import csv
import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PROJECT = Path(__file__).parents[1]
GG = Namespace("https://w3id.org/gaapgraph/ns#")
SH = Namespace("http://www.w3.org/ns/shacl#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
READING = "reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code that a result or a finding bears, with all that its page says."""

    code: str
    name: str
    family: str
    severity: str
    says: str
    message: str
    source: str
    where: str
    remedy: str = ""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    from mkdocs.structure.files import File

    for name, content in write_pages().items():
        known = files.get_file_from_path(name)
        if known is None:
            files.append(File.generated(config, name, content=content))
    return files


def write_pages() -> dict[str, str]:
    """Return all generated pages by their paths below docs/."""
    codes = list_codes()
    pages = {
        "vocabulary.md": write_vocabulary(),
        "questions.md": write_questions(),
        "commands.md": write_commands(),
        "api.md": write_api(),
        "codes/index.md": write_code_index(codes),
    }
    return pages | {f"codes/{one.code}.md": write_code(one) for one in codes}


def list_codes() -> list[Code]:
    """Return the code of each shape, derivation and finding, in the order of the codes."""
    found: dict[str, Code] = {}
    for one in (*_list_findings(), *_list_shapes(), *_list_derivations(), *_list_diagnoses()):
        found.setdefault(one.code, one)
    return [found[code] for code in sorted(found)]


def _list_shapes() -> Iterator[Code]:
    for path in sorted((PROJECT / "shapes").glob("*.ttl")):
        if path.name in ("all.ttl", "prefixes.ttl"):
            continue
        graph = Graph().parse(path)
        for shape, code in sorted(graph.subject_objects(GG.code), key=str):
            constraint = graph.value(shape, SH.sparql)
            message = graph.value(shape, SH.message) or (constraint and graph.value(constraint, SH.message)) or ""
            yield Code(
                code=str(code),
                name=_text(graph, shape, SH.name),
                family=_text(graph, shape, GG.family),
                severity=str(graph.value(shape, SH.severity)).rpartition("#")[2].lower(),
                says=_text(graph, shape, SH.description),
                message=str(message),
                source=_text(graph, shape, DCTERMS.source),
                where=f"`shapes/{path.name}`, shape `{shape}`",
            )


def _list_derivations() -> Iterator[Code]:
    own = sorted((PROJECT / "instances").glob("*/derivations.ttl"))
    for path in (PROJECT / "ontology/derivations.ttl", *own):
        graph = Graph().parse(path)
        for node, code in sorted(graph.subject_objects(GG.code), key=str):
            formula = str(graph.value(node, GG.formula) or "").rpartition("/")[2]
            yield Code(
                code=str(code),
                name=_text(graph, node, SKOS.prefLabel) or _text(graph, node, RDFS.label) or f"a {formula}",
                family=_text(graph, node, GG.family),
                severity="violation",
                says=f"A figure computed from others by the formula `{formula}`; its operands stand in the derivation.",
                message="",
                source=_text(graph, node, DCTERMS.source),
                where=f"`{path.relative_to(PROJECT)}`, derivation `{node}`",
            )


def _list_findings() -> Iterator[Code]:
    path = PROJECT / "ontology/schemes/finding-code.ttl"
    graph = Graph().parse(path)
    for node, code in sorted(graph.subject_objects(SKOS.notation), key=str):
        yield Code(
            code=str(code),
            name=_text(graph, node, SKOS.prefLabel),
            family=READING,
            severity="told by the reader",
            says=_text(graph, node, SKOS.definition),
            message="",
            source="",
            where="`ontology/schemes/finding-code.ttl`",
            remedy=_text(graph, node, SKOS.scopeNote),
        )


def _list_diagnoses() -> Iterator[Code]:
    for row in _read_table("diagnoses.tsv"):
        yield Code(**row, message="", source="")


def _read_families() -> dict[str, tuple[str, str]]:
    return {row["family"]: (row["cause"], row["remedy"]) for row in _read_table("families.tsv")}


def _read_table(name: str) -> list[dict[str, str]]:
    lines = (PROJECT / "docs/data" / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def write_code(one: Code) -> str:
    """Return the page of a code: what it says, what causes it, what to do."""
    families = _read_families()
    cause, remedy = families.get(one.family, families["other"])
    parts = [f"# {one.code}", f"**{one.name}** · {one.severity} · {one.family}", "## What it says", one.says]
    parts += ["## Cause", cause, "## Remedy", one.remedy or remedy]
    if one.message:
        parts += ["## Message", f"```text\n{one.message}\n```", "Names in braces stand for the figures of a result."]
    parts += ["## Where it is stated", f"In {one.where}." + (f" Source: {one.source}." if one.source else "")]
    parts.append("All codes: [rules and findings](index.md).")
    return "\n\n".join(parts) + "\n"


def write_code_index(codes: list[Code]) -> str:
    """Return the list of all codes by family."""
    lines = [
        "# Rules and findings",
        "",
        "What `gaapgraph check` can say, by code. A *finding* was noticed by the reader and stands in the graph; every "
        "other code is a rule, stated in SHACL. Each page tells cause and remedy.",
    ]
    families = sorted({one.family for one in codes}, key=lambda name: (name == "model", name))
    for family in families:
        lines += ["", f"## {family.capitalize()}", "", "| code | what must hold, or what was noticed |", "|---|---|"]
        lines += [f"| [{one.code}]({one.code}.md) | {_cell(one.name)} |" for one in codes if one.family == family]
    return "\n".join(lines) + "\n"


def write_vocabulary() -> str:
    """Return the page of the vocabulary: how to ask, then each class with its properties, then the rest."""
    graph = Graph()
    for name in ("gaapgraph.ttl", "risk.ttl", "rules.ttl"):
        if (PROJECT / "ontology" / name).is_file():
            graph.parse(PROJECT / "ontology" / name)
    lines = [(PROJECT / "docs/data/vocabulary-head.md").read_text(encoding="utf-8").rstrip()]
    own = str(GG)
    classes = sorted((node for node in graph.subjects(RDF.type, OWL.Class) if str(node).startswith(own)), key=str)
    properties = sorted(
        {
            node
            for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property, OWL.AnnotationProperty)
            for node in graph.subjects(RDF.type, kind)
            if str(node).startswith(own)
        },
        key=str,
    )
    lines += ["", "## Classes", "", "| class | what it is |", "|---|---|"]
    lines += [_term_row(graph, node) for node in classes]
    lines += ["", "## Properties", "", "| property | of | to | what it says |", "|---|---|---|---|"]
    for node in properties:
        domain, target = (_ends(graph, node, way) for way in (RDFS.domain, RDFS.range))
        says = _cell(_define(graph, node))
        lines.append(f"| `gg:{_local(node)}` | {domain} | {target} | {says} |")
    others = sorted(
        {node for node in graph.subjects(SKOS.definition) if str(node).startswith(own)} - {*classes, *properties},
        key=str,
    )
    if others:
        lines += ["", "## Individuals", "", "| term | what it is |", "|---|---|"]
        lines += [_term_row(graph, node) for node in others if isinstance(node, URIRef)]
    return "\n".join(lines) + "\n"


def _term_row(graph: Graph, node: object) -> str:
    retired = " (retired)" if graph.value(node, OWL.deprecated) else ""
    return f"| `gg:{_local(node)}`{retired} | {_cell(_define(graph, node))} |"


def _define(graph: Graph, node: object) -> str:
    retired = "Retired. " if graph.value(node, OWL.deprecated) else ""
    text = next((str(value) for value in graph.objects(node, SKOS.definition)), "")
    return retired + text + "".join(f" {value}" for value in graph.objects(node, SKOS.scopeNote))


def _ends(graph: Graph, node: object, way: URIRef) -> str:
    found = sorted(_short(value) for value in graph.objects(node, way) if isinstance(value, URIRef))
    unions = [
        item
        for value in graph.objects(node, way)
        for union in graph.objects(value, OWL.unionOf)
        for item in graph.items(union)
    ]
    return ", ".join(f"`{name}`" for name in found or sorted(map(_short, unions)))


def _short(node: object) -> str:
    for prefix, namespace in (("gg", str(GG)), ("xsd", "http://www.w3.org/2001/XMLSchema#"), ("skos", str(SKOS))):
        if str(node).startswith(namespace):
            return f"{prefix}:{str(node).removeprefix(namespace)}"
    return re.split(r"[/#]", str(node))[-1]


def write_questions() -> str:
    """Return the library of questions by theme."""
    from itertools import groupby

    from gaapgraph.question.library import list_questions

    lines = [
        "# Questions",
        "",
        "The library of `gaapgraph ask`: one file in `queries/` each, plain SPARQL 1.1 for any store. "
        "[Write a question](write-a-question.md) tells how to add one.",
    ]
    for theme, group in groupby(list_questions(), key=lambda each: each.theme):
        lines += ["", f"## {theme.capitalize()}", "", "| name | question |", "|---|---|"]
        lines += [f"| `{each.name}` | {_cell(each.question)} |" for each in group]
    return "\n".join(lines) + "\n"


def write_commands() -> str:
    """Return every command with its arguments and options."""
    import importlib

    import typer

    from gaapgraph.cli._group import COMMANDS

    lines = [
        "# Commands",
        "",
        "Exit codes: 0 done (`check`: conforms; `diff`: the same) · 1 the data say otherwise · 2 the call or its input "
        "could not be used, told in one line · 3 a fault of the program, told in one line; `--traceback`, which every "
        "command takes, shows where. `-o` replaces only what the program itself could have written there.",
    ]
    for name in COMMANDS:
        single = typer.Typer(add_completion=False)
        function: Callable[..., object] = getattr(importlib.import_module(f"gaapgraph.cli.{name}_command"), name)
        single.command(name)(function)
        command = typer.main.get_command(single)
        lines += ["", f"## {name}", "", inspect.cleandoc(function.__doc__ or ""), "", "| | |", "|---|---|"]
        for option in command.params:
            if option.name == "help":
                continue
            words = (
                ", ".join(getattr(option, "opts", []))
                if option.param_type_name == "option"
                else (option.metavar or option.name.upper())
            )
            lines.append(f"| `{words}` | {_cell(getattr(option, 'help', '') or '')} |")
    return "\n".join(lines) + "\n"


def write_api() -> str:
    """Return the public functions and the values of a report, from their docstrings."""
    import gaapgraph
    from gaapgraph import api, errors, model

    lines = ["# Python", "", inspect.cleandoc(api.__doc__ or "").partition("\n")[2].strip()]
    for name in gaapgraph.__all__:
        value = getattr(gaapgraph, name)
        if inspect.isfunction(value):
            signature = str(inspect.signature(value)).replace("'", "")
            lines += ["", f"## gaapgraph.{name}", "", f"```python\n{name}{signature}\n```", "", _google(value.__doc__)]
    lines += ["", "## Values of a report", ""]
    for name in model.__all__:
        value = getattr(model, name)
        if inspect.isclass(value):
            lines += ["", f"### {name}", "", _google(value.__doc__)]
    lines += ["", "## Errors", "", _google(errors.__doc__)]
    return "\n".join(lines) + "\n"


_SECTIONS = ("Args", "Returns", "Raises", "Yields", "Attributes", "Source")


def _google(text: str | None) -> str:
    """Return a docstring in Google style as Markdown: its sections as lists, its examples and drawings as code."""
    out: list[str] = []
    section, is_code = "", False
    for line in inspect.cleandoc(text or "").split("\n"):
        head = re.fullmatch(r"(\w+):\s*(.*)", line)
        if head and head[1] in _SECTIONS:
            section = head[1]
            out += ["", f"**{section}** {head[2]}".rstrip(), ""]
            continue
        looks_like_code = line.startswith((">>>", "├", "└", "GaapGraphError"))
        if looks_like_code and not is_code:
            out += ["", "```text"]
            is_code = True
        if is_code and not line.strip():
            out.append("```")
            is_code = False
        if section and line.startswith("    ") and not is_code:
            item = re.fullmatch(r"    ([\w, *`.]+): (.*)", line)
            out.append(f"- `{item[1]}`: {item[2]}" if item and section != "Returns" else f"  {line.strip()}")
        else:
            out.append(line)
    return "\n".join([*out, "```"] if is_code else out)


def _text(graph: Graph, node: object, predicate: URIRef) -> str:
    found = [value for value in graph.objects(node, predicate) if isinstance(value, Literal | URIRef)]
    return str(min(found, key=str)) if found else ""


def _local(node: object) -> str:
    return str(node).removeprefix(str(GG))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
