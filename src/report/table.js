"use strict";
// Sorting, filtering and paging of the table, and the link between its rows and the symbols. Without it the page is whole.
(function () {
  var PAGE = 200;
  var table = document.getElementById("records");
  if (!table) return;
  var tools = document.getElementById("tools"), text = tools.dataset;
  var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows);
  var count = document.getElementById("count"), query = document.getElementById("query");
  var selects = Array.prototype.slice.call(tools.querySelectorAll("select"));
  var pager = document.getElementById("pager"), page = 0, marked = null;
  tools.hidden = false;
  var haystack = new Map();
  rows.forEach(function (row) {
    haystack.set(row, row.textContent.toLocaleLowerCase());
    var pin = row.querySelector(".pin");
    // What stands on no figure cannot be shown there.
    pin.hidden = !document.querySelector(symbols(row));
    pin.addEventListener("click", function () { mark(row === marked ? null : row, false); });
  });

  function symbols(row) { return "[data-incident='" + CSS.escape(row.dataset.id) + "']"; }

  function show() {
    var words = query.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    var fitting = rows.filter(function (row) {
      var hay = haystack.get(row);
      return words.every(function (w) { return hay.includes(w); }) &&
        selects.every(function (s) { return !s.value || row.dataset[s.name] === s.value; });
    });
    var pages = Math.max(1, Math.ceil(fitting.length / PAGE));
    page = Math.min(page, pages - 1);
    var visible = new Set(fitting.slice(page * PAGE, (page + 1) * PAGE));
    rows.forEach(function (row) { row.hidden = !visible.has(row); });
    count.textContent = text.shown.replace("{n}", number(visible.size)).replace("{of}", number(rows.length));
    pager.hidden = pages < 2;
    pager.firstElementChild.disabled = page === 0;
    pager.lastElementChild.disabled = page === pages - 1;
  }
  function number(n) { return n.toLocaleString(document.documentElement.lang); }

  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    if (!head.dataset.key) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = text.sort + " " + head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") === "ascending";
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (h) { h.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var numeric = head.dataset.key === "number";
      rows = rows.map(function (row, i) { return [key(row.cells[column], numeric), i, row]; }).sort(function (a, b) {
        // What is not known stands last either way.
        if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null) || a[1] - b[1];
        var order = numeric ? a[0] - b[0] : a[0].localeCompare(b[0], document.documentElement.lang);
        return (down ? -order : order) || a[1] - b[1];
      }).map(function (entry) { return entry[2]; });
      rows.forEach(function (row) { body.appendChild(row); });
      page = 0;
      show();
    });
  });
  function key(cell, numeric) {
    var value = cell.dataset.value === undefined ? cell.textContent : cell.dataset.value;
    if (value === "") return null;
    return numeric ? Number(value) : value;
  }

  function mark(row, scroll) {
    if (marked) {
      marked.classList.remove("on");
      marked.querySelector(".pin").setAttribute("aria-pressed", "false");
    }
    document.querySelectorAll(".frame svg").forEach(function (svg) {
      svg.classList.remove("marking");
      svg.querySelectorAll(".ring").forEach(function (ring) { ring.remove(); });
      svg.querySelectorAll(".on").forEach(function (item) { item.classList.remove("on"); });
    });
    marked = row;
    if (!row) return;
    row.classList.add("on");
    row.querySelector(".pin").setAttribute("aria-pressed", "true");
    document.querySelectorAll(symbols(row)).forEach(function (item) {
      var svg = item.ownerSVGElement, box = item.getBBox();
      svg.classList.add("marking");
      item.classList.add("on");
      ["ring halo", "ring"].forEach(function (name) {
        var ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        ring.setAttribute("class", name);
        ring.setAttribute("cx", box.x + box.width / 2);
        ring.setAttribute("cy", box.y + box.height / 2);
        ring.setAttribute("r", Math.max(box.width, box.height) / 2 + 9);
        svg.appendChild(ring);
      });
    });
    if (scroll) row.scrollIntoView({ block: "center" });
  }
  document.querySelectorAll("[data-incident]").forEach(function (item) {
    item.addEventListener("click", function () {
      var row = rows.find(function (r) { return r.dataset.id === item.dataset.incident; });
      if (!row) return;
      if (row.hidden) {
        query.value = "";
        selects.forEach(function (s) { s.value = ""; });
        page = Math.floor(rows.indexOf(row) / PAGE);
        show();
      }
      mark(row, true);
    });
  });

  query.addEventListener("input", function () { page = 0; show(); });
  selects.forEach(function (s) { s.addEventListener("change", function () { page = 0; show(); }); });
  pager.firstElementChild.addEventListener("click", function () { page -= 1; show(); });
  pager.lastElementChild.addEventListener("click", function () { page += 1; show(); });
  show();
})();
