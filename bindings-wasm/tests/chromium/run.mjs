// Replays the vectors in Chromium: in a page and in a module worker, on the optimised module.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = new URL("../../../", import.meta.url);
const types = { html: "text/html", js: "text/javascript", mjs: "text/javascript", json: "application/json", wasm: "application/wasm" };

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    const file = new URL(`.${path}`, root);
    if (!file.href.startsWith(root.href)) throw new Error("outside");
    const body = await readFile(fileURLToPath(file));
    response.writeHead(200, { "content-type": types[path.split(".").pop()] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let failed = false;
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    failed = true;
    console.error(error);
  });
  await page.goto(`${base}/bindings-wasm/tests/chromium/page.html`);
  const inPage = await page.evaluate(async () => {
    const thidua = await import("/bindings-wasm/js/index.js");
    const ranking = await import("/bindings-wasm/js/ranking.js");
    const standings = await import("/bindings-wasm/js/standings.js");
    const decisions = await import("/bindings-wasm/js/decisions.js");
    const indices = await import("/bindings-wasm/js/indices.js");
    const { replay } = await import("/bindings-wasm/tests/vectors.mjs");
    await Promise.all([thidua.init(), ranking.init(), standings.init(), decisions.init(), indices.init()]);
    return replay(thidua, ranking, standings, decisions, indices, async (path) => (await fetch(`/core/${path}`)).text());
  });
  const inWorker = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker("/bindings-wasm/tests/chromium/worker.mjs", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => reject(new Error(event.message));
      }),
  );
  for (const [place, { ran, wrong }] of [["page", inPage], ["worker", inWorker]]) {
    for (const line of wrong) console.error(line);
    failed ||= wrong.length > 0 || ran === 0;
    console.log(`chromium ${place}: ${ran - wrong.length} of ${ran} vectors passed`);
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = failed ? 1 : 0;
