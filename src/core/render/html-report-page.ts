/** How a report looks and what its script adds: both are fixed, hold nothing of any run, and are named in the page by their digests. */

export const STYLE = `
:root{--bg:#fff;--fg:#1f2328;--dim:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--link:#0969da;--ok:#1a7f37;--bad:#cf222e;--run:#0969da;--ask:#9a6700;--off:#818b98;--badsoft:#ffebe9}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9198a1;--line:#3d444d;--soft:#151b23;--link:#4493f8;--ok:#3fb950;--bad:#f85149;--run:#4493f8;--ask:#d29922;--off:#656c76;--badsoft:#25171c}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem clamp(.75rem,3vw,2.5rem) 3rem;max-width:1600px;background:var(--bg);color:var(--fg);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--link)}a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:1px}
header{border-left:6px solid var(--off);padding:.25rem 0 .25rem 1rem}
header.w-succeeded{border-color:var(--ok)}header.w-failed,header.w-timed-out{border-color:var(--bad)}header.w-running{border-color:var(--run)}header.w-waiting{border-color:var(--ask)}
h1{font-size:1.5rem;margin:.2rem 0;overflow-wrap:anywhere}h1 small{font-weight:400;font-size:1rem;color:var(--dim)}
h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1rem;margin:1rem 0 .25rem}h3>span{margin-right:.4rem}h3 small,summary small{font-weight:400;color:var(--dim)}h4{font-size:.85rem;margin:.75rem 0 .25rem;color:var(--dim)}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.5rem 0}dl div{display:flex;gap:.4rem}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
pre{margin:.25rem 0;padding:.6rem .75rem;background:var(--soft);border:1px solid var(--line);border-radius:6px;overflow:auto;max-height:32rem;font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
pre.bad{background:var(--badsoft);border-color:var(--bad)}pre.do{white-space:pre;overflow-wrap:normal}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%}th,td{padding:.25rem .6rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}thead th{border-top:0;background:var(--soft);font-weight:600;white-space:nowrap}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.word{white-space:nowrap}
.tasks td:nth-child(2){min-width:8.5rem;max-width:22rem;overflow-wrap:anywhere}.tasks .gantt{width:34%;min-width:14rem;padding-left:0;padding-right:0;background-image:linear-gradient(90deg,var(--line) 1px,transparent 1px);background-size:25% 100%}
.tasks thead .gantt{background-image:none}.tasks .said{width:24%;min-width:9rem;color:var(--dim);overflow-wrap:anywhere}
.gantt svg{display:block;width:100%;height:20px}.axis{display:flex;justify-content:space-between;font-weight:400;color:var(--dim);font-size:12px}
.tasks tr.s-failed td.word,.tasks tr.s-timed-out td.word{color:var(--bad);font-weight:600}.tasks tr.s-pending,.tasks tr.s-skipped{color:var(--dim)}
.d1{padding-left:1.6rem}.d2{padding-left:2.6rem}.d3{padding-left:3.6rem}.d4{padding-left:4.6rem}.d5{padding-left:5.6rem}.d6{padding-left:6.6rem}
.b-success{fill:var(--ok);background:var(--ok)}.b-failure{fill:var(--bad);background:var(--bad)}.b-open{fill:var(--run);background:var(--run)}.b-cancelled,.b-skipped,.b-upstream_failed{fill:var(--off);background:var(--off)}
.b-people{fill:transparent;background:transparent;stroke:var(--ask);stroke-width:2;stroke-dasharray:4 3;outline:1px dashed var(--ask);vector-effect:non-scaling-stroke}rect.b-people{outline:0}
.key{color:var(--dim);font-size:12px}.k{display:inline-block;width:1.2rem;height:.6rem;border-radius:2px;margin-left:.75rem}
.controls{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin:.5rem 0}.controls[hidden]{display:none}
input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.15rem .4rem}
details{border:1px solid var(--line);border-radius:6px;margin:.35rem 0;padding:0 .75rem}details[open]{padding-bottom:.6rem}summary{cursor:pointer;padding:.35rem 0;overflow-wrap:anywhere}
details.s-failed,details.s-timed-out{border-left:4px solid var(--bad)}details:target{border-color:var(--link)}
.graph{max-height:70vh;overflow:auto;padding:1rem}.graph svg{display:block}.graph path{fill:none;stroke:var(--off);stroke-width:1.5}.graph path.l-holds{stroke-dasharray:4 3}
.n rect{fill:var(--soft);stroke:var(--off);stroke-width:1.5}.n text{fill:var(--fg);font-size:12px}.n.s-succeeded rect{stroke:var(--ok)}.n.s-failed rect,.n.s-timed-out rect{stroke:var(--bad);stroke-width:2.5}.n.s-running rect{stroke:var(--run)}.n.s-waiting rect{stroke:var(--ask);stroke-dasharray:5 3}
.note{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem}
footer{margin-top:2.5rem;color:var(--dim);font-size:12px}
@media (max-width:720px){.tasks .who,.tasks .said{display:none}.tasks th,.tasks td{padding:.25rem .4rem}.tasks .gantt{min-width:11rem}.axis span:nth-child(even){display:none}}
@media print{.controls{display:none}pre,.graph{max-height:none}}
`;

export const SCRIPT = `
"use strict";
(function () {
  var one = function (id) { return document.getElementById(id); };
  var body = document.querySelector(".tasks tbody");
  var bar = document.querySelector(".controls");
  if (body === null || bar === null) return;
  var rows = Array.prototype.slice.call(body.rows);
  var words = rows.map(function (row) { return row.textContent.toLowerCase(); });
  bar.hidden = false;
  function show() {
    var find = one("find").value.toLowerCase();
    var bad = one("bad").checked;
    var count = 0;
    rows.forEach(function (row, at) {
      var good = row.className === "s-succeeded" || row.className === "s-cached";
      var on = words[at].indexOf(find) >= 0 && !(bad && good);
      row.hidden = !on;
      if (on) count += 1;
    });
    one("count").textContent = count === rows.length ? "" : count + " of " + rows.length;
  }
  function order() {
    var key = one("order").value;
    var sign = key === "n" ? 1 : -1;
    rows.slice().sort(function (a, b) {
      return sign * (Number(a.dataset[key]) - Number(b.dataset[key])) || Number(a.dataset.n) - Number(b.dataset.n);
    }).forEach(function (row) { body.appendChild(row); });
  }
  function open() {
    var name = location.hash.slice(1);
    var part = /^t-[0-9]+$/.test(name) ? one(name) : null;
    if (part === null) return;
    part.open = true;
    part.scrollIntoView();
  }
  one("find").addEventListener("input", show);
  one("bad").addEventListener("change", show);
  one("order").addEventListener("change", order);
  window.addEventListener("hashchange", open);
  document.addEventListener("keydown", function (event) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); one("find").focus(); }
    if (event.key === "f") {
      var all = Array.prototype.slice.call(document.querySelectorAll("details.s-failed, details.s-timed-out"));
      if (all.length === 0) return;
      var at = all.findIndex(function (each) { return "#" + each.id === location.hash; });
      location.hash = all[(at + 1) % all.length].id;
    }
  });
  open();
})();
`;
