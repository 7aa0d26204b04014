"""How the page of results looks: the colours keep a contrast of 4.5 to 1 in light and dark."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #d0d7de; --mark: #ffd8d3;
  --violation: #b3261e; --warning: #8a5300; --info: #0b5cad; --waived: #57606a; --good: #1a6b34; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9da7b1; --line: #30363d; --mark: #6e1f1a;
    --violation: #ff8a80; --warning: #e3b341; --info: #79c0ff; --waived: #9da7b1; --good: #7ee2a0; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0; font-size: 1.6rem; overflow-wrap: anywhere; }
h3 { margin: 0; font-size: 1rem; }
h3 a { color: var(--tone); text-decoration: none; }
h3 a:hover, h3 a:focus { text-decoration: underline; }
h4 { margin: .6rem 0 0; font-size: .9rem; color: var(--soft); }
.verdict { font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--violation); }
.violation { --tone: var(--violation); }
.warning { --tone: var(--warning); }
.info { --tone: var(--info); }
.waived { --tone: var(--waived); }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
a { color: var(--info); }
article { margin: 1rem 0; padding: .1rem 0 .1rem 1rem; border-left: .25rem solid var(--tone); break-inside: avoid; }
.message { margin: .25rem 0; overflow-wrap: anywhere; }
.row { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); font-size: .85rem; }
td, th { padding: .15rem .6rem; border: 1px solid var(--line); text-align: right; white-space: nowrap; }
td:first-child, th:first-child { text-align: left; }
.row td:first-child { white-space: normal; min-width: 8rem; }
figure { margin: .4rem 0; }
blockquote { margin: 0; padding-left: .8rem; border-left: 1px solid var(--line); }
figcaption { color: var(--soft); font-size: .85rem; }
mark { background: var(--mark); color: var(--ink); font-weight: 700; outline: 2px solid var(--tone); padding: 0 .2rem; }
dl { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: .4rem 0; }
dt { color: var(--soft); font-size: .85rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --mark: #eee; }
  body { font-size: 10pt; }
  nav, summary { display: none; }
  details::details-content { content-visibility: visible; display: block; }
  .row { overflow: visible; }
  td, th { white-space: normal; }
}
"""
