"""What is worked out once, before the processes that answer are forked, so that each has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.server.holding import Holding

__all__ = ["WARM_UP"]


def _import_questions(_: Holding) -> None:
    from gaapgraph.question import list_questions
    from gaapgraph.server import resource_answer  # noqa: F401 - for those that are forked
    from gaapgraph.server.question_answer import recall_question
    from gaapgraph.sparql import check_text, find_reach

    for each in list_questions():
        recall_question(each.name)
        check_text(each.text)
        find_reach(each.text)


def _index(holding: Holding) -> None:
    from gaapgraph.server.search_answer import open_index

    open_index(holding)


def _describe(holding: Holding) -> None:
    holding.describe()


def _split(holding: Holding) -> None:
    holding.split()


def _import_charts(_: Holding) -> None:
    import altair  # noqa: F401 - for those that are forked; an extra


WARM_UP = (_import_questions, _describe, _split, _index, _import_charts)
