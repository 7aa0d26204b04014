"use strict";
// Two more views of a result: turned by two of its columns, and drawn as a graph. Sums are exact: whole numbers of any size.
window.GaapgraphViews = (() => {
  const el = (tag, given = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat().filter((each) => each !== null && each !== undefined));
    return made;
  };
  const NUMBER = /^[+-]?(\d+)(\.\d+)?$/;
  const SPARE = 6; // digits of a mean beyond those of its figures
  const MOST = 300; // nodes that are drawn

  const digits = (text) => (text.split(".")[1] ?? "").length;
  const scale = (text, places) => BigInt((text.startsWith("-") ? "-" : "") + text.replace(/^[+-]/, "").replace(".", "") + "0".repeat(places - digits(text)));
  const write = (number, places) => {
    const text = (number < 0n ? -number : number).toString().padStart(places + 1, "0");
    const whole = text.slice(0, text.length - places).replace(/\B(?=(\d{3})+$)/g, ","), part = text.slice(text.length - places).replace(/0+$/, "");
    return (number < 0n ? "-" : "") + whole + (part ? `.${part}` : "");
  };
  const less = (one, two) => (one < two ? -1 : one > two ? 1 : 0);
  const MEASURES = {
    "how many": (texts) => String(texts.length),
    sum: (texts) => reckon(texts, (numbers) => numbers.reduce((one, two) => one + two, 0n)),
    mean: (texts) => reckon(texts, (numbers) => numbers.reduce((one, two) => one + two, 0n) * 10n ** BigInt(SPARE) / BigInt(numbers.length), SPARE),
    least: (texts) => reckon(texts, (numbers) => numbers.reduce((one, two) => (two < one ? two : one))),
    most: (texts) => reckon(texts, (numbers) => numbers.reduce((one, two) => (two > one ? two : one))),
  };
  const reckon = (texts, measure, more = 0) => {
    if (texts.some((text) => !NUMBER.test(text))) return "no numbers";
    const places = Math.max(...texts.map(digits));
    return write(measure(texts.map((text) => scale(text, places))), places + more);
  };

  // Rows are texts. Figures of several units are never added up: where a column says the unit, a cell has one.
  const pivot = (heads, rows) => {
    const isNumeric = (at) => rows.some((row) => row[at]) && rows.every((row) => !row[at] || NUMBER.test(row[at]));
    const columns = heads.map((_, at) => at);
    const unlow = columns.filter((at) => !/(Low|High)$/.test(heads[at]));
    const figures = unlow.filter(isNumeric), names = unlow.filter((at) => !isNumeric(at) && heads[at] !== "unit"), unit = heads.indexOf("unit");
    const across = heads.indexOf("period") >= 0 ? heads.indexOf("period") : names[1] ?? names[0] ?? 0;
    const down = names.filter((at) => at !== across).sort((one, two) => distinct(rows, two) - distinct(rows, one))[0] ?? (unit < 0 ? across : unit);
    const choose = (label, name, given, options) => el("label", {}, label, el("select", { name, onchange: () => fill() },
      options.map(([value, text]) => el("option", { value, selected: value === given }, text))));
    const all = unlow.map((at) => [at, heads[at]]);
    const form = el("form", { class: "row" }, choose("Rows", "down", down, all), choose("Columns", "across", across, all),
      choose("Figures", "figure", figures[0] ?? unlow[0], all),
      choose("Show", "measure", figures.length ? "sum" : "how many", Object.keys(MEASURES).map((each) => [each, each])));
    const shown = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Pivot" });
    const fill = () => {
      const given = new FormData(form), [one, two, figure] = ["down", "across", "figure"].map((name) => Number(given.get(name)));
      const measure = given.get("measure");
      const cells = new Map(), tops = new Set(), sides = new Set();
      for (const row of rows) {
        tops.add(row[two]); sides.add(row[one]);
        const key = JSON.stringify([row[one], row[two]]);
        if (!cells.has(key)) cells.set(key, []);
        if (row[figure]) cells.get(key).push(row);
      }
      const cell = (side, top) => {
        const found = cells.get(JSON.stringify([side, top])) ?? [];
        if (!found.length) return "";
        const units = new Set(unit < 0 ? [] : found.map((row) => row[unit]));
        if (units.size > 1 && figure !== unit && measure !== "how many") return `${units.size} units`;
        return MEASURES[measure](found.map((row) => row[figure]));
      };
      const heads2 = [...tops].sort(less);
      shown.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, heads[one]), heads2.map((top) => el("th", { scope: "col" }, top || "–")))),
        el("tbody", {}, [...sides].sort(less).map((side) => el("tr", {}, el("th", { scope: "row" }, side || "–"),
          heads2.map((top) => el("td", { class: "n" }, cell(side, top))))))));
    };
    fill();
    return el("div", { class: "pivot" }, form, shown);
  };
  const distinct = (rows, at) => new Set(rows.map((row) => row[at])).size;

  // Edges are [subject, label, object], each end { id, text }.
  const graph = (edges, open) => {
    const box = el("div", { class: "graph", role: "img", "aria-label": `A graph of ${edges.length} links` });
    const told = el("p", { class: "quiet" }, "Drag to move, turn the wheel to come nearer; click a node for its page.");
    load("/asset/cytoscape.min.js").then(() => {
      const nodes = new Map(), kept = [];
      for (const [from, label, to] of edges) {
        for (const end of [from, to]) if (nodes.size < MOST && !nodes.has(end.id)) nodes.set(end.id, end.text);
        if (nodes.has(from.id) && nodes.has(to.id)) kept.push({ data: { source: from.id, target: to.id, label } });
      }
      if (kept.length < edges.length) told.append(` Only ${MOST} nodes are drawn.`);
      const style = getComputedStyle(document.documentElement), ink = style.getPropertyValue("--ink"), link = style.getPropertyValue("--link");
      const drawn = cytoscape({ container: box, elements: [...[...nodes].map(([id, text]) => ({ data: { id, text } })), ...kept],
        layout: { name: nodes.size > 80 ? "concentric" : "cose", animate: false, randomize: false, padding: 24 }, wheelSensitivity: 0.3,
        style: [{ selector: "node", style: { label: "data(text)", color: ink, "background-color": link, "font-size": 11, width: 16, height: 16, "text-wrap": "ellipsis", "text-max-width": 140 } },
          { selector: "edge", style: { label: "data(label)", color: ink, "font-size": 8, width: 1, "line-color": style.getPropertyValue("--line"), "target-arrow-color": style.getPropertyValue("--line"), "target-arrow-shape": "triangle", "curve-style": "bezier", "text-rotation": "autorotate" } }] });
      drawn.on("tap", "node", (event) => open(event.target.id()));
      box.dataset.nodes = nodes.size;
    }, (error) => { told.textContent = error.message; });
    return el("div", {}, box, told);
  };
  const loaded = new Map();
  const load = (path) => {
    if (!loaded.has(path)) {
      loaded.set(path, new Promise((done, failed) => {
        const script = el("script", { src: path });
        script.addEventListener("load", () => done());
        script.addEventListener("error", () => failed(new Error("what draws graphs cannot be loaded")));
        document.head.append(script);
      }));
    }
    return loaded.get(path);
  };
  const short = (iri) => iri.replace(/^.*\/(?=[^/]+\/[^/]+$)|^.*#/, "");
  const end = (iri) => ({ id: iri, text: short(iri) });

  // Of rows: from the first column with IRIs to each other one.
  const link = (variables, bindings) => bindings.flatMap((row) => {
    const named = variables.filter((name) => row[name]?.type === "uri");
    return named.slice(1).map((name) => [end(row[named[0]].value), name, end(row[name].value)]);
  });

  // For the editor: the same views of what a query gives.
  const register = (Yasr, open) => {
    const icon = () => el("span", { "aria-hidden": "true" });
    class Pivot {
      static defaults = {};
      constructor(yasr) { this.yasr = yasr; this.priority = 5; this.label = "Pivot"; this.getIcon = icon; }
      canHandleResults() { return (this.yasr.results?.getVariables?.() ?? []).length > 1 && !!this.yasr.results.getBindings?.()?.length; }
      draw() {
        const heads = this.yasr.results.getVariables();
        const rows = this.yasr.results.getBindings().map((row) => heads.map((name) => (row[name] ? (row[name].type === "uri" ? short(row[name].value) : row[name].value) : "")));
        this.yasr.resultsEl.replaceChildren(pivot(heads, rows));
      }
      download() { return undefined; }
    }
    class Graph {
      static defaults = {};
      constructor(yasr) { this.yasr = yasr; this.priority = 4; this.label = "Graph"; this.getIcon = icon; }
      edges() {
        const found = this.yasr.results?.getStatements?.() || [];
        if (found.length) return found.filter((each) => each.object.termType !== "Literal").map((each) => [end(each.subject.value), short(each.predicate.value), end(each.object.value)]);
        return link(this.yasr.results?.getVariables?.() ?? [], this.yasr.results?.getBindings?.() ?? []);
      }
      canHandleResults() { return this.edges().length > 0; }
      draw() { this.yasr.resultsEl.replaceChildren(graph(this.edges(), open)); }
      download() { return undefined; }
    }
    Yasr.registerPlugin("pivot", Pivot);
    Yasr.registerPlugin("graph", Graph);
  };
  return { pivot, graph, register };
})();
