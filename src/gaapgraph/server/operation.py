"""What a process that answers can be asked for, by name."""

from __future__ import annotations

import os
import signal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import GaapGraphError, NotFoundError
from gaapgraph.server.answer_stream import AnswerStream
from gaapgraph.server.refusal import Refusal
from gaapgraph.server.wire import ERROR, send

if TYPE_CHECKING:
    import socket

    from gaapgraph.server.holding import Holding
    from gaapgraph.server.settings import Settings

__all__ = ["perform"]

_OPERATIONS = {  # the module, and the function in it: (holding, what is asked, where the answer goes)
    "query": ("sparql_answer", "answer_query"),
    "graph": ("graph_answer", "answer_graph"),
    "prepare": ("graph_answer", "prepare_graphs"),
    "update": ("graph_answer", "prepare_update"),
    "question": ("question_answer", "answer_question"),
    "receipt": ("question_answer", "answer_receipt"),
    "questions": ("question_answer", "list_answerable"),
    "resource": ("resource_answer", "answer_resource"),
    "search": ("search_answer", "answer_search"),
    "explain": ("trace_answer", "answer_trace"),
    "entities": ("overview_answer", "answer_entities"),
    "statements": ("overview_answer", "answer_statements"),
    "page": ("page_answer", "answer_page"),
}


def perform(holding: Holding, asked: dict[str, Any], peer: socket.socket, settings: Settings) -> None:
    """Do one thing that is asked, and send the answer or why there is none."""
    out = AnswerStream(peer, settings.bounds.rows, settings.bounds.answer_bytes)
    try:
        module, name = _OPERATIONS[asked["operation"]]
        getattr(import_module(f"gaapgraph.server.{module}"), name)(holding, asked, out)
        out.end()
    except Refusal as exc:
        _refuse(peer, exc.status, exc.line)
    except NotFoundError as exc:
        _refuse(peer, 404, str(exc))
    except GaapGraphError as exc:
        _refuse(peer, 400, str(exc))
    except MemoryError:
        os.kill(os.getpid(), signal.SIGABRT)
    except BrokenPipeError:
        return
    except Exception as exc:  # noqa: BLE001 - a fault of ours is told as such, and ends one answer alone
        _refuse(peer, 500, f"{type(exc).__name__}: {exc}; this is a fault of gaapgraph, please report it")


def _refuse(peer: socket.socket, status: int, line: str) -> None:
    send(peer, ERROR, {"status": status, "line": line})
