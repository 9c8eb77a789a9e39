import * as decisions from "/bindings-wasm/js/decisions.js";
import * as thidua from "/bindings-wasm/js/index.js";
import * as indices from "/bindings-wasm/js/indices.js";
import * as ranking from "/bindings-wasm/js/ranking.js";
import * as standings from "/bindings-wasm/js/standings.js";
import { replay } from "/bindings-wasm/tests/vectors.mjs";

await Promise.all([thidua.init(), ranking.init(), standings.init(), decisions.init(), indices.init()]);
postMessage(await replay(thidua, ranking, standings, decisions, indices, async (path) => (await fetch(`/core/${path}`)).text()));
