# What people and CI run alike. `just --list` shows all.

venv := env("VIRTUAL_ENV", ".venv")
python := venv / "bin" / "python"

# everything that must hold before a change is done
check: lint types imports test

# style, names, docstrings
lint:
    {{ python }} -m ruff check src tests scripts benchmarks

# mypy --strict
types:
    {{ python }} -m mypy

# the one direction of imports
imports:
    {{ venv }}/bin/lint-imports

# all tests that need neither network nor much time
test *arguments:
    {{ python }} -m pytest -q -n auto {{ arguments }}

# thousands of mutants of documents, data sets and graphs
fuzz *arguments:
    {{ python }} -m pytest -q -n auto -m fuzz {{ arguments }}

# the site, into build/site; without a network
docs:
    {{ python }} -m mkdocs build --strict

# bring code into shape
format:
    {{ python }} -m ruff format src tests scripts benchmarks
    {{ python }} -m ruff check --fix src tests scripts benchmarks

# rebuild the shipped graph of the IIJ release; a test holds it to what the reader gives
release:
    {{ venv }}/bin/gaapgraph build ../shared/seeds/iij-fy2008-release.txt -o instances/iij/fy2008-release/release.trig

# rebuild the shipped graph of the IIJ risk factors; a test holds it likewise
risk-factors:
    {{ venv }}/bin/gaapgraph build ../shared/seeds/iij-20f-fy2007-risk-factors.txt -o instances/iij/fy2007-risk-factors/risk-factors.trig

# rebuild what became of the IIJ risks; a test holds it likewise
outcomes:
    {{ venv }}/bin/gaapgraph outcomes ../shared/seeds/iij-20f-fy2007-risk-factors.txt ../shared/seeds/iij-fy2008-release.txt -o instances/iij/outcomes.trig

# check the shipped graphs anew, after everything that changes them or the shapes; a test holds the results likewise
results:
    -{{ venv }}/bin/gaapgraph check -o instances/iij/check-results.trig

# rebuild what is generated from tables: derivations, what rules read, the bundle of shapes (`just data --check` only compares, and verifies pinned hashes)
data *arguments:
    {{ python }} scripts/build_concepts.py {{ arguments }}
    {{ python }} scripts/build_networks.py {{ arguments }}
    {{ python }} scripts/build_rule_data.py {{ arguments }}
    {{ python }} scripts/build_questions.py {{ arguments }}
    {{ python }} scripts/build_examples.py {{ arguments }}
    {{ python }} scripts/build_calculations.py {{ arguments }}
    {{ python }} scripts/build_members.py {{ arguments }}
    {{ python }} scripts/build_algebra.py {{ arguments }}

# what is published beside the shipped graphs: N-Quads, and their description in VoID and DCAT; after all of the above
published *arguments:
    {{ python }} scripts/build_published.py {{ arguments }}

# serve the shipped data on this machine
serve *arguments:
    {{ venv }}/bin/gaapgraph serve {{ arguments }}

# start a store of others and load the shipped data: `just store-fuseki`, store-oxigraph
store-fuseki jar="~/.m2/repository/org/apache/jena/jena-fuseki-server/5.6.0/jena-fuseki-server-5.6.0.jar":
    (sleep 15; {{ venv }}/bin/gaapgraph load --vocabulary --to http://127.0.0.1:3030/reports) & java -jar {{ jar }} --localhost --port 3030 --conf docs/stores/fuseki.ttl

store-oxigraph:
    (sleep 2; {{ venv }}/bin/gaapgraph load --vocabulary --to http://127.0.0.1:7878) & {{ venv }}/bin/oxigraph serve --location store-oxigraph --bind 127.0.0.1:7878

# what stores do otherwise, for the site; those that are installed are started one after the other
probe-stores *names:
    {{ python }} scripts/probe_stores.py {{ names }}
