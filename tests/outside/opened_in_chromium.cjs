// Opens the reports in a real Chromium; run by check_report.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [work, chromium] = process.argv.slice(2);
const shots = process.env.MARZ_SHOTS;

async function opened(browser, name, options = {}) {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (m) => { if (["error", "warn", "warning"].includes(m.type())) faults.push(m.text()); });
  page.on("pageerror", (e) => faults.push(String(e)));
  page.on("request", (r) => { if (!r.url().startsWith("data:") && r.url() !== `file://${work}/${name}.html`) faults.push(`asks for ${r.url()}`); });
  await page.setViewport({ width: 1280, height: 900, ...options.viewport });
  if (options.script === false) await page.setJavaScriptEnabled(false);
  await page.goto(`file://${work}/${name}.html`, { waitUntil: "load", timeout: 120000 });
  return { page, faults };
}

async function accessible(page, name) {
  await page.setBypassCSP(true);
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const bad = found.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.slice(0, 200)}`);
  const serious = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.equal(serious.length, 0, `${name}:\n${bad.join("\n")}`);
  console.log(`${name}: axe-core ${found.testEngine.version}, ${found.passes.length} rules passed, ${serious.length} serious, ${found.violations.length} lesser${bad.length ? `: ${bad.join("; ")}` : ""}`);
}

const visible = (page) => page.$$eval("#records tbody tr", (rows) => rows.filter((r) => !r.hidden).map((r) => r.dataset.id));

async function table(page) {
  const all = (await visible(page)).length;
  assert.equal(all, 86);
  // Sorted by the number of dead: up, then down; what is not known stands last both times.
  const killed = () => page.$$eval("#records tbody tr", (rows) => rows.map((r) => r.cells[7].dataset.value));
  await page.click("#records thead th:nth-child(8) button");
  let known = (await killed()).filter((v) => v !== "").map(Number);
  assert.deepEqual(known, [...known].sort((a, b) => a - b));
  assert.equal((await killed()).at(-1), "");
  await page.click("#records thead th:nth-child(8) button");
  known = (await killed()).filter((v) => v !== "").map(Number);
  assert.deepEqual(known, [...known].sort((a, b) => b - a));
  assert.equal(await page.$eval("#records thead th:nth-child(8)", (h) => h.getAttribute("aria-sort")), "descending");
  assert.equal((await killed()).at(-1), "");
  // Filters: by kind, by words, both, and none.
  await page.select("select[name=category]", "clash");
  assert.equal((await visible(page)).length, 6);
  await page.type("#query", "dovang");
  const fewer = (await visible(page)).length;
  assert.ok(fewer > 0 && fewer < 6, `${fewer}`);
  assert.ok((await page.$eval("#count", (c) => c.textContent)).startsWith(`${fewer} of 86`));
  await page.select("select[name=category]", "");
  await page.$eval("#query", (q) => { q.value = ""; q.dispatchEvent(new Event("input")); });
  assert.equal((await visible(page)).length, 86);
  // By keyboard: the button of a row marks its symbol, and again unmarks it.
  const id = await page.$eval("#map [data-incident]", (s) => s.dataset.incident);
  await page.focus(`tr[data-id="${id}"] .pin`);
  await page.keyboard.press("Enter");
  const marked = () => page.$$eval(".frame svg .on", (items) => items.map((i) => i.dataset.incident));
  assert.ok((await marked()).length >= 1 && (await marked()).every((m) => m === id));
  assert.ok((await page.$$(".frame svg .ring")).length >= 2);
  assert.equal(await page.$eval(`tr[data-id="${id}"] .pin`, (b) => b.getAttribute("aria-pressed")), "true");
  if (shots) { await (await page.$("#map")).screenshot({ path: `${shots}/marked.png` }); }
  await page.keyboard.press("Enter");
  assert.deepEqual(await marked(), []);
  // And a symbol its row.
  await page.$eval("#timeline [data-incident]", (s) => s.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  assert.equal((await page.$$("tr.on")).length, 1);
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ["--no-sandbox"] });
  try {
    for (const name of ["en", "fa", "quarter"]) {
      const { page, faults } = await opened(browser, name);
      if (name === "en") await table(page);
      // Nothing is wider than a phone.
      if (shots) await page.screenshot({ path: `${shots}/${name}-desktop.png`, fullPage: true });
      await page.pdf({ path: `${work}/${name}.pdf`, preferCSSPageSize: true, printBackground: true });
      await accessible(page, `${name}, desktop`);
      await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 390, `${name} is ${wide} wide on a phone`);
      if (shots) await page.screenshot({ path: `${shots}/${name}-phone.png`, clip: { x: 0, y: 0, width: 390, height: 9000 } });
      await accessible(page, `${name}, phone`);
      assert.deepEqual(faults, [], name);
      await page.close();
    }
    // Without script all is there, and no control that does nothing.
    {
      const { page, faults } = await opened(browser, "en", { script: false });
      const text = await page.content();
      assert.equal((text.match(/<tr data-id=/g) || []).length, 86);
      assert.deepEqual(faults, []);
      await page.close();
    }
    // 100,000 records: the page is there, turns pages, and says what it leaves out.
    {
      const { page, faults } = await opened(browser, "many");
      assert.equal((await visible(page)).length, 200);
      await page.click("#pager button:last-child");
      assert.equal((await visible(page)).length, 200);
      assert.ok((await page.$eval("main", (m) => m.textContent)).includes("100,000 records pass the filter"));
      const begun = Date.now();
      await page.type("#query", "Event 99");
      assert.ok((await visible(page)).length > 0);
      console.log(`100,000 records: ${(fs.statSync(`${work}/many.html`).size / 1e6).toFixed(1)} MB, filtered while typing in ${Date.now() - begun} ms`);
      assert.equal(await page.title(), "Many – Report");
      assert.deepEqual(faults, []);
      await page.close();
    }
  } finally {
    await browser.close();
  }
})().catch((e) => { console.error(e); process.exit(1); });
