"use strict";
(() => {
  const byId = (name) => document.getElementById(name);
  const panel = byId("panel"), paper = byId("paper"), back = byId("back");
  const nameOf = (link) => decodeURIComponent(link.hash.slice(1));

  // What is long stands in noscript: text where scripts run, made into elements when it is opened.
  const waiting = new Map([...document.querySelectorAll("main .lazy")].map((box) => [box, box.textContent]));
  const fill = (box) => {
    const text = waiting.get(box);
    if (text === undefined) return;
    waiting.delete(box);
    box.innerHTML = text;
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.open) for (const box of event.target.querySelectorAll(":scope > .lazy")) fill(box);
  }, true);
  const reach = (name) => {
    if (!name) return null;
    if (!byId(name)) for (const [box, text] of waiting) if (text.includes(`id="${name}"`)) { fill(box); break; }
    const found = byId(name);
    for (let each = found?.parentElement; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
    return found;
  };

  // The working papers leave the page, and are shown one at a time beside the report.
  const section = byId("papers");
  const groups = [...section.querySelectorAll("details.papers")].map((each) => {
    const box = each.querySelector(".lazy"), text = box.textContent;
    waiting.delete(box);
    return { title: each.querySelector("h3").textContent, text, parsed: null };
  });
  section.remove();
  document.querySelector('nav a[href="#papers"]').parentElement.remove();
  const parse = (group) => {
    if (!group.parsed) {
      const box = document.createElement("template");
      box.innerHTML = group.text;
      group.parsed = new Map([...box.content.querySelectorAll("article.paper")].map((each) => [each.id, each]));
    }
    return group.parsed;
  };
  const papers = {
    get: (name) => { const group = groups.find((each) => each.text.includes(`id="${name}"`)); return group && parse(group).get(name); },
    has: (name) => Boolean(name) && groups.some((each) => each.text.includes(`<article class="paper" id="${name}"`)),
  };
  const trail = [];
  let opener = null;

  const mark = (name) => {
    for (const old of document.querySelectorAll(".f.here, .f.part")) old.classList.remove("here", "part");
    const links = document.querySelectorAll(`.statement .f[href="#${CSS.escape(name)}"], .prose .f[href="#${CSS.escape(name)}"]`);
    for (const link of links) link.classList.add("here");
    const parts = papers.get(name).querySelector(".sum")?.querySelectorAll("a.f") ?? [];
    for (const part of parts) {
      const twins = document.querySelectorAll(`.statement .f[href="#${CSS.escape(nameOf(part))}"]`);
      for (const twin of twins) twin.classList.add("part");
    }
    return links[0];
  };

  const show = (name) => {
    const copy = papers.get(name).cloneNode(true);
    copy.removeAttribute("id");
    paper.replaceChildren(copy);
    panel.hidden = false;
    document.documentElement.classList.add("open");
    back.disabled = trail.length < 2;
    panel.scrollTop = 0;
    const here = mark(name);
    paper.focus({ preventScroll: true });
    return here;
  };

  const open = (name, link) => {
    const inPanel = link !== null && panel.contains(link);
    if (!inPanel) {
      trail.length = 0;
      opener = link;
    }
    trail.push(name);
    const top = link?.getBoundingClientRect().top;
    const here = show(name);
    if (link === here && top !== undefined) {
      scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
      here.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (!link?.closest(".source")) here?.scrollIntoView({ block: "center", inline: "nearest" });
  };

  const close = () => {
    panel.hidden = true;
    document.documentElement.classList.remove("open");
    for (const old of document.querySelectorAll(".f.here, .f.part")) old.classList.remove("here", "part");
    trail.length = 0;
    if (opener?.isConnected) opener.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const name = nameOf(link);
    if (!papers.has(name)) return void reach(name);
    event.preventDefault();
    open(name, link);
  });
  byId("close").addEventListener("click", close);
  back.addEventListener("click", () => {
    trail.pop();
    if (trail.length) show(trail[trail.length - 1])?.scrollIntoView({ block: "center" });
  });

  // From figure to figure within a table, by the arrow keys; Tab goes from table to table.
  for (const table of document.querySelectorAll(".statement")) {
    for (const link of [...table.querySelectorAll("tbody .f")].slice(1)) link.tabIndex = -1;
  }
  const step = (link, key) => {
    const cell = link.closest("td, th"), row = cell.parentElement;
    const inRow = [...row.querySelectorAll(".f")];
    if (key === "ArrowLeft" || key === "ArrowRight") return inRow[inRow.indexOf(link) + (key === "ArrowLeft" ? -1 : 1)];
    const next = key === "ArrowUp" ? "previousElementSibling" : "nextElementSibling";
    for (let other = row[next]; other; other = other[next]) {
      const found = other.cells[cell.cellIndex]?.querySelector(".f");
      if (found) return found;
    }
    return undefined;
  };
  const moveTo = (from, to) => {
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };

  // The search: words and digits of figures, concepts, results, risks and questions.
  const query = byId("query"), hits = byId("hits"), found = byId("found");
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/(\d)[,\u2019'](?=\d)/g, "$1");
  let index = null;
  const build = () => {
    const entries = [];
    const add = (href, title, detail, more = "", figure = null) =>
      entries.push({ href, title, detail, figure, text: plain(`${title} ${figure?.textContent ?? ""} ${detail} ${more}`) });
    for (const [each, group] of groups.flatMap((one) => [...parse(one).values()].map((paper) => [paper, one.title]))) {
      const figure = each.querySelector("h4 .f");
      const codes = [...each.querySelectorAll(".sum caption small, .said a")].map((one) => one.textContent).join(" ");
      const place = each.querySelector(".go").lastElementChild.textContent;
      add(`#${each.id}`, each.querySelector(".what").textContent, `${group}, ${place}`,
        `${each.querySelector(".means").textContent} ${each.querySelector("dd").textContent} ${codes}`, figure);
    }
    for (const box of document.querySelectorAll("#concepts .lazy")) fill(box);
    for (const each of document.querySelectorAll(".concepts tbody tr"))
      add(`#${each.id}`, each.cells[0].textContent, `concept ${each.cells[1].textContent}`);
    for (const each of document.querySelectorAll(".result"))
      add(`#${each.id}`, each.querySelector("h4").textContent.trim(), each.querySelector("p").textContent);
    for (const each of document.querySelectorAll(".risk"))
      add(each.querySelector(".meta a").hash, each.querySelector("h3").textContent, "risk", each.textContent);
    for (const each of document.querySelectorAll(".answer"))
      add(`#${each.id}`, each.querySelector("h3").textContent, each.querySelector("p").textContent);
    return entries;
  };
  const MOST = 40;
  const search = () => {
    index ??= build();
    const words = plain(query.value).split(/\s+/).filter(Boolean);
    const matches = words.length ? index.filter((entry) => words.every((word) => entry.text.includes(word))) : [];
    const first = (entry) => (plain(entry.title).startsWith(words.join(" ")) ? 0 : 1);
    const shown = matches.map((entry) => [first(entry), entry]).sort((a, b) => a[0] - b[0]).slice(0, MOST);
    found.replaceChildren(...shown.map(([, entry]) => {
      const item = document.createElement("li"), link = document.createElement("a");
      const detail = document.createElement("small"), figure = document.createElement("b");
      link.href = entry.href;
      detail.textContent = entry.detail.length > 160 ? `${entry.detail.slice(0, 160)}…` : entry.detail;
      if (entry.figure) figure.append(entry.figure.cloneNode(true));
      link.append(entry.title, figure, detail);
      item.append(link);
      return item;
    }));
    const count = matches.length === 1 ? "1 hit" : `${matches.length} hits`;
    hits.textContent = words.length ? (matches.length > MOST ? `${count}, the first ${MOST} shown` : count) : "";
  };
  byId("search").hidden = false;
  query.addEventListener("input", search);

  // The results of the check that have some words, opened where there are any.
  const sieve = byId("sieve"), left = byId("left"), results = [...document.querySelectorAll("#results .result")];
  byId("sift").hidden = !results.length;
  sieve.addEventListener("input", () => {
    const words = plain(sieve.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const each of results) {
      each.hidden = !words.every((word) => plain(each.textContent).includes(word));
      if (!each.hidden) count += 1;
    }
    for (const group of document.querySelectorAll("#results details.group")) {
      if (words.length) group.open = [...group.querySelectorAll(".result")].some((each) => !each.hidden);
    }
    left.textContent = words.length ? `${count} of ${results.length}` : "";
  });

  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    if (event.key === "Escape" && !panel.hidden) return close();
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(active.tagName)) {
      event.preventDefault();
      query.focus();
      return query.select();
    }
    if (!/^Arrow/.test(event.key) || event.altKey || event.ctrlKey || event.metaKey) return undefined;
    if (active === query || found.contains(active)) {
      const links = [...found.querySelectorAll("a")], at = links.indexOf(active);
      const to = event.key === "ArrowDown" ? links[at + 1] : event.key === "ArrowUp" ? (at > 0 ? links[at - 1] : query) : null;
      if (!to) return undefined;
      event.preventDefault();
      return to.focus();
    }
    if (active.matches?.(".statement tbody .f")) {
      const to = step(active, event.key);
      if (to) {
        event.preventDefault();
        moveTo(active, to);
      }
    }
    return undefined;
  });

  // On a small screen the contents are closed at first; a link to a working paper opens it.
  if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".menu").open = false;
  const arrive = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (papers.has(name)) open(name, null);
    else if (name && !byId(name)) reach(name)?.scrollIntoView();
  };
  addEventListener("beforeprint", () => { for (const box of document.querySelectorAll("#trees .lazy")) fill(box); });
  addEventListener("hashchange", arrive);
  arrive();
})();
