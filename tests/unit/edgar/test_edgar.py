"""Filings from a server on loopback that answers like EDGAR, faults included."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gaapgraph.cli import main
from gaapgraph.edgar import ArchiveClient, Company, Site, find_company, keep_filing, list_filings
from gaapgraph.errors import InputError, NotFoundError, ReadError, SourceError

CONTACT = "Jane Doe jane@example.org"
BASE = "/Archives/edgar/data/320193/000032019325000057"
INDEX = {
    "name": "Apple Inc.",
    "filings": {
        "recent": {
            "accessionNumber": ["0000320193-25-000057", "0000320193-25-000008", "0000320193-24-000123"],
            "filingDate": ["2025-05-02", "2025-01-31", "2024-11-01"],
            "form": ["10-Q", "10-Q", "10-K"],
            "reportDate": ["2025-03-29", "2024-12-28", "2024-09-28"],
            "primaryDocument": ["aapl-20250329.htm", "aapl-20241228.htm", "aapl-20240928.htm"],
        },
        "files": [{"name": "CIK0000320193-submissions-001.json"}],
    },
}
OLDER = {
    "accessionNumber": ["0000320193-10-000012"], "filingDate": ["2010-01-25"], "form": ["10-Q"],
    "reportDate": ["2009-12-26"], "primaryDocument": ["d10q.htm"],
}  # fmt: skip
TICKERS = {
    "0": {"cik_str": 320193, "ticker": "AAPL", "title": "Apple Inc."},
    "1": {"cik_str": 1418121, "ticker": "APLE", "title": "Apple Hospitality REIT, Inc."},
}
NAMES = ("aapl-20250329.htm", "aapl-20250329.xsd", "aapl-20250329_lab.xml", "R1.htm", "logo.jpg", "../../evil.xml")
PAGES = {
    "/files/company_tickers.json": json.dumps(TICKERS).encode(),
    "/submissions/CIK0000320193.json": json.dumps(INDEX).encode(),
    "/submissions/CIK0000320193-submissions-001.json": json.dumps(OLDER).encode(),
    f"{BASE}/index.json": json.dumps({"directory": {"item": [{"name": name} for name in NAMES]}}).encode(),
    f"{BASE}/aapl-20250329.htm": b"<html>10-Q</html>",
    f"{BASE}/aapl-20250329.xsd": b"<schema/>",
    f"{BASE}/aapl-20250329_lab.xml": b"<linkbase/>",
}


class Edgar:
    """What the server was asked, and what goes wrong: a list of faults for each path, the first request first."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.faults: dict[str, list[object]] = {}
        self.url = ""


@contextmanager
def _serving():
    edgar = Edgar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            edgar.asked.append(self.path)
            edgar.agents.add(self.headers["User-Agent"])
            waiting = edgar.faults.get(self.path)
            fault = waiting.pop(0) if waiting else None
            content = PAGES.get(self.path)
            if isinstance(fault, int):
                self.send_response(fault)
                self.send_header("Retry-After", "3")
                self.end_headers()
            elif isinstance(fault, str) and fault.startswith("http"):
                self.send_response(302)
                self.send_header("Location", fault)
                self.end_headers()
            elif fault == "cut":
                self.send_response(200)
                self.send_header("Content-Length", str(len(content or b"") + 50))
                self.end_headers()
                self.wfile.write((content or b"")[:5])
            elif fault == "drop":
                self.connection.close()
            elif isinstance(fault, bytes) or content is not None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(fault if isinstance(fault, bytes) else content)
            else:
                self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    edgar.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield edgar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def edgar():
    with _serving() as found:
        yield found


@pytest.fixture
def client(edgar, tmp_path):
    """Return a client whose clock goes on by what it sleeps."""
    time = [0.0]

    def sleep(seconds: float) -> None:
        time[0] += seconds
        found.slept.append(seconds)

    found = ArchiveClient(
        CONTACT, tmp_path / "cache", site=Site(edgar.url, edgar.url), sleep=sleep, now=lambda: time[0]
    )
    found.slept = []
    return found


@pytest.mark.parametrize("wanted", ["aapl", "320193", "CIK0000320193", "Apple Inc", "apple inc."])
def test_a_company_is_found_by_ticker_number_and_name(client, wanted):
    assert find_company(client, wanted).cik == 320193


@pytest.mark.parametrize(("wanted", "said"), [("apple", "2 companies"), ("Pear", "no company"), ("", "no company")])
def test_a_name_of_several_or_none_is_told(client, wanted, said):
    with pytest.raises(NotFoundError, match=said):
        find_company(client, wanted)


def test_filings_come_newest_first_and_from_older_pages_only_if_needed(client, edgar):
    apple = Company(320193, "")
    assert [one.accession for one in list_filings(client, apple, "10-q", 2)] == [
        "0000320193-25-000057", "0000320193-25-000008",
    ]  # fmt: skip
    assert len(edgar.asked) == 1
    assert [str(one.filed) for one in list_filings(client, apple, "10-Q", 5)][-1] == "2010-01-25"
    with pytest.raises(NotFoundError, match=r"Apple Inc\. has filed no 20-F"):
        list_filings(client, apple, "20-F", 1)


def test_a_filing_is_fetched_without_what_is_rendered_and_never_outside_its_folder(client, tmp_path):
    (filing,) = list_filings(client, Company(320193, ""), "10-Q", 1)
    folder, came = keep_filing(client, filing, tmp_path / "out")
    assert came == 3
    assert {path.name for path in folder.iterdir()} == {
        "aapl-20250329.htm", "aapl-20250329.xsd", "aapl-20250329_lab.xml", "filing.json",
    }  # fmt: skip
    assert json.loads((folder / "filing.json").read_text())["filingDate"] == "2025-05-02"


def test_what_is_on_disk_is_not_asked_for_again(client, edgar, tmp_path):
    for _ in range(2):
        (filing,) = list_filings(client, find_company(client, "AAPL"), "10-Q", 1)
        keep_filing(client, filing, tmp_path / "out")
    assert len(edgar.asked) == len(set(edgar.asked)) == 6


def test_a_broken_run_goes_on_where_it_stopped(client, edgar, tmp_path):
    (filing,) = list_filings(client, Company(320193, ""), "10-Q", 1)
    edgar.faults[f"{BASE}/aapl-20250329_lab.xml"] = [500] * 5
    with pytest.raises(SourceError, match="in 5 tries"):
        keep_filing(client, filing, tmp_path / "out")
    edgar.asked.clear()
    assert keep_filing(client, filing, tmp_path / "out")[1] == 1
    assert edgar.asked == [f"{BASE}/aapl-20250329_lab.xml"]


@pytest.mark.parametrize("fault", [429, 500, 503, "cut", "drop"])
def test_passing_faults_are_waited_out(client, edgar, fault):
    path = "/files/company_tickers.json"
    edgar.faults[path] = [fault, fault]
    assert find_company(client, "AAPL").cik == 320193
    assert edgar.asked == [path] * 3
    pauses = [one for one in client.slept if one > 0.1]
    assert pauses == ([3.0, 6.0] if isinstance(fault, int) else [0.5, 1.0])


def test_ten_requests_a_second_at_most_each_with_a_contact(client, edgar):
    start = client._now()
    for number in range(21):
        with pytest.raises(NotFoundError):
            client.get(f"{edgar.url}/nothing/{number}")
    assert client._now() - start >= 2.0 - 1e-9
    (agent,) = edgar.agents
    assert agent.endswith(f"({CONTACT})")


def test_a_refusal_and_another_host_are_not_tried_again(client, edgar):
    edgar.faults["/files/company_tickers.json"] = [403, "http://127.0.0.1:9/elsewhere"]
    for _ in range(2):
        with pytest.raises(SourceError):
            find_company(client, "AAPL")
    assert len(edgar.asked) == 2


@pytest.mark.parametrize("content", [b"<html>", b"[]", b"\xff\xfe"])
def test_an_index_that_is_none_is_told(client, edgar, content):
    edgar.faults["/files/company_tickers.json"] = [content]
    with pytest.raises(ReadError):
        find_company(client, "AAPL")


@pytest.mark.parametrize("contact", ["", "Jane", "a@b\nX: y"])
def test_without_a_contact_nobody_is_asked(tmp_path, contact):
    with pytest.raises(InputError, match="contact"):
        ArchiveClient(contact, tmp_path)


def test_the_command_fetches_and_says_what_came(edgar, tmp_path, capsys):
    call = ["fetch", "AAPL", "10-Q", "-o", str(tmp_path / "out"), "--site", edgar.url, "--contact", CONTACT]
    assert main(call) == 0
    assert "Apple Inc. 10-Q of 2025-05-02, 3 files" in capsys.readouterr().err
    assert main(call) == 0
    assert "on disk already" in capsys.readouterr().err
    assert main([*call[:-1], ""]) == 2
