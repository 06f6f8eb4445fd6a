"""The style of the page: quiet on a screen, plain on paper, no font or picture from elsewhere."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --soft: #556373; --line: #d9e0e7; --paper: #ffffff; --wash: #f4f7fa;
  --accent: #1b5e8a; --warn: #8a5a00; --bad: #a3261b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --soft: #a3b0bd; --line: #34404c; --paper: #161c22;
  --wash: #1e262e; --accent: #7fbde6; --warn: #e0b35c; --bad: #f0897f; } }
* { box-sizing: border-box; }
html { font: 16px/1.55 "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink);
  background: var(--paper); }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 76rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .75rem; }
header p { margin: 0; color: var(--soft); }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .25rem 0 .75rem; max-width: 50rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .75rem; padding-top: .25rem; }
h3 { font-size: .95rem; margin: 1.5rem 0 .25rem; color: var(--soft); font-weight: 600; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1.25rem 0 0; padding: .75rem 0;
  border-block: 1px solid var(--line); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .9rem .55rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
td { white-space: pre-line; }
thead th { font-weight: 600; color: var(--soft); border-bottom: 2px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 600; }
tr.group th { padding: 1.4rem 0 .4rem; font-weight: 600; color: var(--accent); }
tbody tr.group:first-child th { padding-top: .7rem; }
tbody tr:target { background: var(--wash); }
td.task { min-width: 18rem; }
td.lead { min-width: 9rem; }
td.task a { color: inherit; text-decoration-color: var(--line); }
td.task a:hover, td.task a:focus { color: var(--accent); text-decoration-color: currentColor; }
td.day, td.page, td.code { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.soft, .soft { color: var(--soft); }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .35rem 1.5rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.mark { font-size: .82rem; font-weight: 600; white-space: nowrap; }
.warning { color: var(--warn); }
.error { color: var(--bad); }
.info { color: var(--soft); }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .85rem; }
footer code { overflow-wrap: anywhere; }
@media (max-width: 40rem) { body { padding: 1.25rem 1rem 3rem; } dl { grid-template-columns: 1fr;
  gap: 0; } dd { margin-bottom: .6rem; } }
@media print {
  @page { size: A4 landscape; margin: 14mm 12mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
    font: 8pt sans-serif; color: #556373; } }
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --wash: #f1f1f1; --accent: #000; }
  html { font-size: 10pt; line-height: 1.4; } th, td { padding-block: .3rem; } tr.group th { padding: .7rem 0 .25rem; }
  h2 { margin-top: 1.6rem; } body { padding: 0; max-width: none; }
  nav, .skip { display: none; } .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; } tr, dl { break-inside: avoid; } h2, h3, tr.group { break-after: avoid; }
}
"""
