import * as thidua from "/bindings-wasm/js/index.js";
import { replay } from "/bindings-wasm/tests/vectors.mjs";

await thidua.init();
postMessage(await replay(thidua, async (path) => (await fetch(`/core/${path}`)).text()));
