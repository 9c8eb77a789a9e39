import * as thidua from "/bindings-wasm/js/index.js";
import * as ranking from "/bindings-wasm/js/ranking.js";
import { replay } from "/bindings-wasm/tests/vectors.mjs";

await Promise.all([thidua.init(), ranking.init()]);
postMessage(await replay(thidua, ranking, async (path) => (await fetch(`/core/${path}`)).text()));
