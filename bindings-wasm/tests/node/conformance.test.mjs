import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as decisions from "../../js/decisions.js";
import * as thidua from "../../js/index.js";
import * as indices from "../../js/indices.js";
import * as ranking from "../../js/ranking.js";
import * as standings from "../../js/standings.js";
import { replay } from "../vectors.mjs";

test("every vector gives the listed bytes", async () => {
  await Promise.all([thidua.init(), ranking.init(), standings.init(), decisions.init(), indices.init()]);
  const core = new URL("../../../core/", import.meta.url);
  const { ran, wrong } = await replay(thidua, ranking, standings, decisions, indices, (path) => readFile(new URL(path, core), "utf8"));
  assert.deepEqual(wrong, []);
  console.log(`node: ${ran} vectors passed`);
});
