// Asks each query of a file (JSON: name and text) through Comunica, and writes for each its rows, or why there are none.
// NODE_PATH must lead to @comunica/query-sparql:  node comunica.mjs queries.json http://127.0.0.1:8480/sparql answers.jsonl
import { createRequire } from "node:module";
import { openSync, readFileSync, writeSync } from "node:fs";
const { QueryEngine } = createRequire(process.env.NODE_PATH + "/")("@comunica/query-sparql");
const engine = new QueryEngine();
const tell = (what) => { for (let rest = Buffer.from(JSON.stringify(what) + "\n"); rest.length; ) rest = rest.subarray(writeSync(out, rest)); };
const [file, source, answers] = process.argv.slice(2);
const out = openSync(answers, "w");
for (const [name, text] of JSON.parse(readFileSync(file, "utf8"))) {
  const begun = Date.now();
  try {
    const found = await Promise.race([
      engine.queryBindings(text, { sources: [{ type: "sparql", value: source }] }).then((stream) => stream.toArray()),
      new Promise((_, no) => setTimeout(() => no(new Error("no answer within 60 s")), 60000)),
    ]);
    const rows = found.map((row) => Object.fromEntries([...row].map(([key, term]) => [key.value, term.value])));
    tell({ name, rows, ms: Date.now() - begun });
  } catch (error) {
    tell({ name, error: String(error.message).split("\n")[0].slice(0, 200), ms: Date.now() - begun });
  }
}
process.exit(0);
