"use strict";
(() => {
  const BASE = "https://w3id.org/gaapgraph/";
  const main = document.getElementById("main"), status = document.getElementById("status");
  const words = document.getElementById("words");
  const TABLE = "application/vnd.gaapgraph.table+json", SHOWN = "application/vnd.gaapgraph.resource+json";

  // Everything is made of elements and text: what a document or a label says is never taken for markup.
  const el = (tag, given = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat().filter((each) => each !== null && each !== undefined));
    return made;
  };
  const show = (title, ...parts) => {
    document.title = title ? `${title} · gaapgraph` : "gaapgraph";
    main.className = "";
    main.replaceChildren(el("h1", {}, title || "What do the filings say?"), ...parts.flat().filter(Boolean));
  };
  const say = (text) => { status.textContent = text; };
  const STALE = new Error("another view was chosen meanwhile"), TRIES = 5;
  let turn = 0; // of the view that is shown: what was asked for an earlier one is not shown any more
  const pause = (seconds) => new Promise((done) => { setTimeout(done, 1000 * seconds); });
  const ask = async (path, accept = "application/json") => {
    for (let tried = 1; ; tried += 1) {
      const answer = await fetch(path, { headers: { Accept: accept } });
      const body = await answer.json().catch(() => ({ error: `the server answers ${answer.status}` }));
      if (answer.ok) {
        if (tried > 1) say("Loading …");
        return body;
      }
      const wait = Number(answer.headers.get("retry-after"));
      if (!wait || tried === TRIES) throw new Error(body.error ?? `the server answers ${answer.status}`);
      say("The server is busy; asking again …");
      await pause(wait * tried);
    }
  };
  const get = async (...asked) => {
    const mine = turn;
    const answer = await ask(...asked);
    if (mine !== turn) throw STALE;
    return answer;
  };
  const table = (heads, rows, label) => el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    el("table", {}, el("thead", {}, el("tr", {}, heads.map((each) => el("th", { scope: "col" }, each)))),
      el("tbody", {}, rows)));
  const isNumber = (text) => /^[-–]?[\d,]+(\.\d+)?%?$/.test(text);
  const isPeriod = (text) => /^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/.test(text);
  const group = (text) => (/^-?\d{4,}(\.\d+)?$/.test(text) ? text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",") : text);
  const paper = (anchor) => anchor.replace(/(^|-)f/, "$1w");
  const cellLink = (anchor) => `#documents/${encodeURIComponent(paper(anchor))}`;

  const figureCard = (each) => el("li", {},
    el("a", { href: `#figure/${encodeURIComponent(each.fact)}/${encodeURIComponent(each.anchor)}` },
      el("span", { class: "figure" }, each.printed || "–")), ` ${each.label ?? ""}`,
    el("br"), `${each.concept}, ${each.period}`, el("br"),
    each.value && each.unit ? [`${each.value} ${each.unit}`, el("br")] : null,
    el("span", { class: "quiet" }, `${each.entity}, ${each.document}, `),
    el("a", { href: cellLink(each.anchor) }, `at ${each.place}`));
  const questionItem = (each) => el("li", {}, el("a", { href: `#question/${each.name}` }, each.question),
    el("br"), el("span", { class: "quiet" }, each.name, each.has_chart ? " · with a chart" : ""));

  const views = {
    async ""() {
      show("");
      const [entities, questions] = await Promise.all([get("/entities"), get("/question")]);
      const themes = [...new Set(questions.map((each) => each.theme))]
        .map((theme) => [theme, questions.filter((each) => each.theme === theme)]);
      main.append(el("p", {}, "Type a number as it is printed, a name and a year, or a line of a document; press Enter."),
        el("h2", {}, "Who reports"),
        el("ul", { class: "cards" }, entities.map((each) => el("li", {},
          el("a", { href: `#entity/${encodeURIComponent(each.iri)}`, class: "figure" }, each.name), el("br"),
          each.documents.map((one) => el("div", { class: "quiet" }, `${one.issued} ${one.title || one.file}`)),
          el("a", { href: `#statements/entity=${encodeURIComponent(each.iri)}` }, "Statements side by side")))),
        el("h2", {}, "What can be asked"),
        el("ul", { class: "cards" }, themes.map(([theme, found]) => el("li", {}, el("b", {}, theme), el("br"),
          found.slice(0, 3).map((each) => el("div", {}, el("a", { href: `#question/${each.name}` }, each.title))),
          found.length > 3 ? el("a", { href: "#questions", class: "quiet" }, `and ${found.length - 3} more`) : null))));
    },
    async search(rest) {
      const wanted = decodeURIComponent(rest);
      words.value = wanted;
      const started = performance.now();
      const found = await get(`/search?q=${encodeURIComponent(wanted)}`);
      show(`“${wanted}”`,
        found.figures.length ? el("ul", { class: "cards", id: "figures" }, found.figures.map(figureCard))
          : el("p", {}, "No figure has all of these words and numbers. Leave some out."),
        found.questions.length ? [el("h2", {}, "Questions"), el("ul", {}, found.questions.map(questionItem))] : null);
      say(`${found.count} figures, ${Math.round(performance.now() - started)} ms`);
    },
    async figure(rest) {
      const [fact, anchor] = rest.split("/").map(decodeURIComponent);
      const [found] = await get(`/explain?at=${encodeURIComponent(fact)}`);
      const sums = found.sums.map((each) => el("tr", {}, el("td", {}, each.network), el("td", {}, each.role),
        el("td", {}, each.label), el("td", { class: "n" }, each.weight ?? ""), el("td", { class: "n" }, each.value ?? "not stated")));
      const places = found.places.map((each) => el("tr", {}, el("td", {}, each.document), el("td", {}, each.anchor ? el("a", { href: cellLink(each.anchor) }, each.place) : each.place),
        el("td", {}, each.label), el("td", { class: "n" }, each.printed),
        el("td", {}, each.says.join("; "), each.mapping ? `${each.mapping.match} ${each.mapping.concept}, confidence ${each.mapping.confidence}` : "")));
      const receipt = new Blob([JSON.stringify(found, null, 1)], { type: "application/json" });
      show(found.label,
        el("p", { class: "figure" }, `${found.shown ?? "nil"} ${found.unit ?? ""}`),
        el("dl", {}, ...[["company", found.entity], ["period", found.period], ["concept", found.concept],
          ["what rounding allows", found.interval ? found.interval.map(group).join(" to ") : "exact"],
          ...found.dimensions.map((each) => [each.axis, each.label]),
          ...(found.supersededBy.length ? [["restated", "a later filing states it otherwise"]] : [])]
          .flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value ?? "")])),
        el("p", {}, anchor ? el("a", { href: cellLink(anchor) }, "Show it in the document, with its arithmetic") : null, " ",
          el("a", { href: URL.createObjectURL(receipt), download: "receipt.json", id: "receipt" }, "Receipt"), " ",
          el("a", { href: `#resource/${fact.replace(BASE, "")}` }, "All statements")),
        el("h2", {}, "Where it stands"), table(["document", "place", "label", "printed", "mapping"], places, "Places"),
        sums.length ? [el("h2", {}, "What it sums, and what it is part of"), table(["network", "as", "line", "weight", "value"], sums, "Sums")] : null,
        found.findings.length ? [el("h2", {}, "What the reader noticed"), el("ul", {}, found.findings.map((each) => el("li", {}, `${each.code}: ${each.message}`)))] : null,
        found.links.map((each) => el("p", {}, each)));
      say(`${found.places.length} places`);
    },
    async documents(rest) {
      show("Documents");
      main.className = "wide";
      main.querySelector("h1").className = "quiet";
      main.append(el("iframe", { title: "The documents as printed, with ticks", src: `/page${rest ? `#${decodeURIComponent(rest)}` : ""}` }));
      const told = el("p", { class: "wait" }, "The documents are laid out and the rules checked; the first time this takes a while …");
      main.prepend(told);
      main.querySelector("iframe").addEventListener("load", () => { told.remove(); say("Each figure has a tick; click it for its arithmetic."); });
      say("Laying out the documents …");
    },
    async statements(rest) {
      const given = new URLSearchParams(rest);
      const entities = await get("/entities");
      const days = [...new Set(entities.flatMap((each) => each.documents.map((one) => one.issued)).filter(Boolean))].sort();
      const known = given.get("known") ?? "";
      const found = await get(`/statements?${given}`);
      const go = (form) => { location.hash = `statements/${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`; };
      const slider = el("input", { type: "range", min: 0, max: days.length, value: known ? days.indexOf(known) : days.length, "aria-describedby": "when",
        oninput: (event) => { day.value = days[event.target.value] ?? ""; when.textContent = day.value || "the last"; },
        onchange: (event) => go(event.target.form) });
      const day = el("input", { type: "date", name: "known", value: known, onchange: () => { when.textContent = day.value || "the last"; } });
      const when = el("span", { id: "when" }, known || "the last");
      const form = el("form", { class: "row", onsubmit: (event) => { event.preventDefault(); go(event.target); } },
        el("label", {}, "Company", el("select", { name: "entity", onchange: (event) => go(event.target.form) }, el("option", { value: "" }, "all"),
          entities.map((each) => el("option", { value: each.iri, selected: given.get("entity") === each.iri }, each.name)))),
        el("label", {}, "Lines with the words", el("input", { name: "q", value: given.get("q") ?? "" })),
        el("label", {}, "As known on", day), el("label", {}, "Filings up to ", when, slider), el("button", {}, "Show"));
      const heads = ["line", ...found.columns.map((each) => `${entities.length > 1 ? `${each.entity}, ` : ""}${each.period}${each.unit ? `, ${each.unit}` : ""}`)];
      const rows = found.rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.label),
        row.cells.map((cell) => el("td", { class: "n" }, cell
          ? el("a", { href: `#figure/${encodeURIComponent(cell.fact)}/${encodeURIComponent(cell.anchor)}` }, cell.value) : ""))));
      show("Statements side by side", form, rows.length ? table(heads, rows, "Statements") : el("p", {}, "No line is so, or no filing was out on that day."));
      say(`${found.rows.length} lines${found.columnsLeftOut ? `; ${found.columnsLeftOut} columns with fewer lines are left out: choose a company` : ""}`);
    },
    async entity(rest) {
      const entities = await get("/entities");
      const found = entities.find((each) => each.iri === decodeURIComponent(rest)) ?? entities[0];
      if (!found) { show("No company"); return; }
      const list = (title, items) => (items.length ? [el("h2", {}, title), el("ul", {}, items.map((each) => el("li", {}, each)))] : null);
      show(found.name, el("p", { class: "quiet" }, [...found.names, ...found.identifiers].join(" · ")),
        list("Filings", found.documents.map((each) => `${each.issued} ${each.title || each.file}`)),
        el("p", {}, el("a", { href: `#statements/entity=${encodeURIComponent(found.iri)}` }, "Statements side by side")),
        list("Ownership and relations", found.relations.map((each) => `${each.role}: ${each.name} ${each.share}`)),
        list("Risks", found.risks),
        el("p", {}, ["show_outcomes", "list_ownership", "list_risks"].flatMap((each) => [el("a", { href: `#question/${each}` }, each), " "])));
    },
    async questions() {
      const found = await get("/question");
      const themes = [...new Set(found.map((each) => each.theme))];
      show("Questions", themes.map((theme) => el("details", { open: true }, el("summary", {}, theme),
        el("ul", {}, found.filter((each) => each.theme === theme).map(questionItem)))));
      say(`${found.length} questions`);
    },
    async question(rest) {
      const [name, query] = rest.split("?");
      const given = new URLSearchParams(query ?? "");
      const address = `/question/${encodeURIComponent(name)}${given.size ? `?${given}` : ""}`;
      const all = await get("/question");
      const about = all.find((each) => each.name === name);
      if (!about) throw new Error(`${name}: no such question`);
      const form = el("form", { class: "row", onsubmit: (event) => {
        event.preventDefault();
        const kept = new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value));
        location.hash = `question/${name}${kept.size ? `?${kept}` : ""}`;
      } }, about.parameters.map((each) => el("label", { title: each.description }, `${each.name} (${each.type})`,
        el("input", { name: each.name, value: given.get(each.name) ?? "", placeholder: each.default ?? "all", list: `of-${each.name}`,
          type: KINDS[each.type] ?? "text" }), el("datalist", { id: `of-${each.name}` }))),
        el("button", {}, "Ask"));
      show(about.title, el("p", {}, about.question), form);
      const found = await get(address, TABLE);
      (given.size ? get(`/question/${encodeURIComponent(name)}`, TABLE) : Promise.resolve(found)).then((whole) => offer(form, whole), () => {});
      const who = new Set(found.rows.map((row) => row[found.heads.indexOf("entity")])), [only] = who.size === 1 ? who : [];
      if (only) main.append(el("p", { class: "quiet" }, only)); // said once, it leaves its column to the figures
      const unlow = found.heads.map((head, at) => [head, at]).filter(([head]) => !/(Low|High)$/.test(head) && !(only && head === "entity"));
      const rows = found.rows.map((row) => el("tr", {}, unlow.map(([, at]) => el("td", { class: isNumber(row[at]) ? "n" : isPeriod(row[at]) ? "d" : null }, group(row[at])))));
      const and = given.size ? "&" : "?";
      main.append(rows.length ? table(unlow.map(([head]) => head), rows, about.title) : el("p", {}, "The data have no answer."));
      if (rows.length > 1) main.append(el("details", { id: "turned", ontoggle: (event) => {
        if (event.target.open && event.target.children.length === 1) event.target.append(GaapgraphViews.pivot(found.heads, found.rows));
      } }, el("summary", {}, "Turned by two columns")));
      if (found.has_chart && rows.length) {
        const chart = el("img", { class: "chart", alt: `${about.title}, drawn`, src: `${address}${and}format=svg`, loading: "lazy" });
        chart.addEventListener("error", () => chart.remove());
        main.append(el("h2", {}, "Drawn"), chart);
      }
      main.append(el("p", {}, el("a", { href: `${location.origin}${address}`, id: "permalink" }, "Permalink"), " ",
        el("a", { href: `${address}${and}format=csv&labels`, id: "csv", download: `${name}.csv` }, "CSV"), " ",
        el("a", { href: `/receipt/${encodeURIComponent(name)}${given.size ? `?${given}` : ""}`, download: `${name}.receipt.json`, id: "receipt" }, "Receipt"), " ",
        el("a", { href: `#query/${encodeURIComponent(found.sparql)}`, id: "edit" }, "Edit as SPARQL")),
        el("details", {}, el("summary", {}, "SPARQL"), el("pre", { tabindex: 0 }, found.sparql)));
      say(`${rows.length} rows`);
    },
    async query(rest) {
      show("SPARQL", el("div", { id: "yasgui" }, "Loading the editor …"));
      await load();
      const box = document.getElementById("yasgui");
      if (!box) return;
      box.replaceChildren();
      const editor = new Yasgui(box, {
        requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" }, endpointCatalogueOptions: { getData: () => [] },
        populateFromUrl: false, copyEndpointOnNewTab: false, persistenceId: "gaapgraph" });
      if (rest) editor.getTab().setQuery(decodeURIComponent(rest));
      else if (!editor.getTab().getQuery().includes("gaapgraph")) editor.getTab().setQuery(EXAMPLE);
      window.bench = editor;
      const text = editor.getTab().getYasqe();
      text.setCursor(text.lineCount(), 0);
      text.focus();
      name(box);
      new MutationObserver(() => name(box)).observe(box, { childList: true, subtree: true });
      const examples = await get("/question");
      box.before(el("form", { class: "row" }, el("label", {}, "Examples", el("select", { id: "examples", onchange: async (event) => {
        const one = await get(`/question/${event.target.value}`, TABLE);
        editor.getTab().setQuery(one.sparql);
      } }, el("option", { value: "" }, "choose a question"), examples.map((each) => el("option", { value: each.name }, each.title))))));
    },
    async resource(rest) {
      const iri = rest.startsWith("http") ? rest : BASE + rest;
      const found = await get(`/resource?iri=${encodeURIComponent(iri)}`, SHOWN);
      const here = { id: found.iri, text: found.title };
      const edges = [...found.about.filter(([, two]) => two.iri).map(([one, two]) => [here, one.text, { id: two.iri, text: two.text }]),
        ...found.naming.filter(([one]) => one.iri && !/^[0-9a-f]{12,}$/.test(one.text)).slice(0, DRAWN).map(([one, two]) => [{ id: one.iri, text: one.text }, two.text, here])];
      const link = (each) => (each.iri ? el("a", { href: `#resource/${each.iri.replace(BASE, "")}` }, each.text) : each.text);
      show(found.title, el("p", { class: "quiet" }, found.iri),
        table(["property", "value"], found.about.map(([one, two]) => el("tr", {}, el("td", {}, link(one)), el("td", {}, link(two)))), "Statements"),
        found.naming.length ? [el("h2", {}, "Named by"), table(["resource", "as"], found.naming.map(([one, two]) => el("tr", {}, el("td", {}, link(one)), el("td", {}, link(two)))), "Named by")] : null,
        found.more ? el("p", {}, `and ${found.more} more`) : null,
        edges.length ? el("details", { id: "drawn", ontoggle: (event) => {
          if (event.target.open && event.target.children.length === 1) event.target.append(GaapgraphViews.graph(edges, visit));
        } }, el("summary", {}, "Drawn as a graph")) : null);
    },
  };
  // What a parameter can be: what its column has in the answer without parameters, so that each choice has an answer.
  const KINDS = { date: "date", integer: "number" };
  const offer = (form, whole) => {
    for (const input of form.querySelectorAll("input[list]")) {
      const at = whole.heads.indexOf(input.name);
      const values = at < 0 ? [] : [...new Set(whole.rows.map((row) => row[at]).filter(Boolean))].sort();
      input.list.replaceChildren(...values.map((value) => el("option", { value })));
    }
  };
  const DRAWN = 40; // of what names a resource; facts have no names to be read, and stand in the table
  const visit = (iri) => { location.hash = `resource/${iri.replace(BASE, "")}`; };
  const EXAMPLE = `PREFIX gg: <${BASE}ns#>\nPREFIX us-gaap: <${BASE}us-gaap/>\n\nSELECT ?period ?value ?unit {\n  GRAPH ?report {\n    ?fact gg:concept us-gaap:Revenues ; gg:dimensionCount 0 ; gg:period ?period ; gg:unit ?unit ; gg:value ?value .\n  }\n}\nORDER BY ?period\n`;

  // What the editor leaves without a name, for who does not see it.
  const NAMES = [["textarea", "SPARQL"], [".autocomplete", "Endpoint"], [".tableSizer", "Rows on a page"], [".tableFilter", "Filter"]];
  const name = (box) => {
    for (const [selector, label] of NAMES) for (const each of box.querySelectorAll(`${selector}:not([aria-label])`)) each.setAttribute("aria-label", label);
    for (const each of box.querySelectorAll(".addTab:not([role])")) each.setAttribute("role", "tab");
    for (const each of box.querySelectorAll(".CodeMirror-scroll")) each.tabIndex = 0; // so that keys can scroll it
  };

  let loading = null;
  const load = () => loading ??= new Promise((done, failed) => {
    document.head.append(el("link", { rel: "stylesheet", href: "/asset/yasgui.min.css" }));
    const script = el("script", { src: "/asset/yasgui.min.js" });
    script.addEventListener("load", () => { GaapgraphViews.register(Yasgui.Yasr, visit); complete().then(done, done); });
    script.addEventListener("error", () => failed(new Error("the editor cannot be loaded")));
    document.head.append(script);
  });
  // Completion comes from the description of the data; nobody else is asked.
  const complete = async () => {
    const result = await ask(`/sparql?query=${encodeURIComponent(`PREFIX void: <http://rdfs.org/ns/void#> SELECT ?kind ?term { GRAPH <${BASE}graph/void> { { ?part void:class ?term BIND ("class" AS ?kind) } UNION { ?part void:property ?term BIND ("property" AS ?kind) } } }`)}`, "application/sparql-results+json");
    const terms = { class: [], property: [] };
    for (const row of result.results.bindings) terms[row.kind.value].push(row.term.value);
    const Yasqe = Yasgui.Yasqe;
    for (const name of Object.keys(Yasqe.Autocompleters ?? {})) Yasqe.disableCompleter?.(name);
    Yasqe.defaults.autocompleters = [];
    const previous = Yasqe.Autocompleters ?? {};
    for (const [name, known] of [["property", "properties"], ["class", "class"]]) {
      const old = previous[name];
      if (!old) continue;
      Yasqe.registerAutocompleter({ ...(old.config ?? old), name: `void-${name}`, bulk: true, autoShow: false, persistenceId: null,
        get: async () => terms[name] }, true);
    }
  };

  const route = async () => {
    const hash = location.hash.slice(1);
    if (hash === "main") { main.focus(); return; }
    const [name, rest] = [hash.split(/[/?]/)[0], hash.slice(hash.split(/[/?]/)[0].length + 1)];
    for (const link of document.querySelectorAll("header nav a")) {
      if (link.hash === `#${name}${hash.endsWith("/results") ? "/results" : ""}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
    turn += 1;
    const mine = turn;
    say("Loading …");
    try {
      await (views[name] ?? views[""])(rest);
      if (mine === turn && status.textContent === "Loading …") say("");
    } catch (error) {
      if (error === STALE || mine !== turn) return;
      show("This cannot be shown", el("p", { class: "bad" }, error.message));
      say("");
    }
  };
  addEventListener("hashchange", () => { route().then(() => { if (!main.contains(document.activeElement)) main.focus({ preventScroll: true }); }); });
  document.getElementById("find").addEventListener("submit", (event) => {
    event.preventDefault();
    if (words.value.trim()) location.hash = `search/${encodeURIComponent(words.value.trim())}`;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); words.focus(); }
  });
  route();
})();
