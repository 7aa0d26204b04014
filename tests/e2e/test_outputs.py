"""One rule for every `-o`: only what the program itself could have written there is replaced."""

from __future__ import annotations

import pytest

from gaapgraph.cli import main
from gaapgraph.write import write_file

ANSWER = ["ask", "measure_tax_rate"]


@pytest.fixture
def data(tmp_path, sample_report):
    write_file([sample_report], tmp_path / "sample.nq")
    return str(tmp_path / "sample.nq")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["report"], "notes.md"),
        (["report"], "page.html"),
        (["check"], "notes.txt"),
        (["check"], "notes.json"),
        (["check"], "notes.sarif"),
        (["check"], "notes.html"),
        (["check"], "shapes.ttl"),
        (["check"], "data.trig"),
        (["export", "--to", "xlsx"], "budget.xlsx"),
        (["build"], "thesis.ttl"),
        (["build"], "thesis.nq"),
    ],
)
def test_a_file_of_the_user_stays(tmp_path, capsys, data, command, name):
    path = tmp_path / name
    content = "<x:mine> <x:is> <x:this> .\n" if path.suffix in (".ttl", ".nq", ".trig") else "my own words\n"
    path.write_text(content)
    source = str(tmp_path / "a.txt") if command == ["build"] else data
    (tmp_path / "a.txt").write_text("Example Corp.\n\n\tFY2008\n\tJPY millions\nRevenues\t1,234\n")
    assert main([*command, source, "-o", str(path)]) == 2
    told = capsys.readouterr().err
    assert f"{name}: exists and is no " in told
    assert told.count("\n") == 1
    assert path.read_text() == content


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["check"], "a.txt"),
        (["check"], "a.json"),
        (["check"], "a.sarif"),
        (["check"], "a.html"),
        (["check"], "a.ttl"),
        (["check"], "a.trig"),
        (["report"], "a.html"),
        (["export", "--to", "xlsx"], "a.xlsx"),
    ],
)
def test_what_the_program_wrote_is_replaced(tmp_path, data, command, name):
    codes = [main([*command, data, "-o", str(tmp_path / name)]) for _ in range(2)]
    assert codes[0] == codes[1] in (0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.txt", "a.svg", "a.png", "a.html"])
def test_an_answer_replaces_an_answer_and_nothing_else(tmp_path, capsys, name):
    path = tmp_path / name
    assert main([*ANSWER, "-o", str(path)]) == 0
    assert main([*ANSWER, "-o", str(path)]) == 0
    path.write_text("my own words\n")
    assert main([*ANSWER, "-o", str(path)]) == 2
    assert f"{name}: exists and is no " in capsys.readouterr().err
    assert path.read_text() == "my own words\n"
