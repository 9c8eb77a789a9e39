// What both modules of the package share: errors, loading, and plain values as JSON.

const DEPTH = 64;

/** Base of everything this library throws. */
export class ThiduaError extends Error {
  constructor(text) {
    const { diagnostics } = JSON.parse(text);
    const [first] = diagnostics;
    const place = first.line === null ? first.pointer : `${first.line}:${first.column} ${first.pointer}`;
    super(`${place ? `${place}: ` : ""}[${first.code}] ${first.en.message} — help: ${first.en.help}`);
    this.name = new.target.name;
    this.code = first.code;
    this.pointer = first.pointer;
    this.line = first.line;
    this.column = first.column;
    this.help = first.en.help;
    this.suggestion = first.suggestion;
    this.diagnostics = diagnostics;
    Object.defineProperty(this, "text", { value: text });
  }

  /** Message and help in a language. */
  explain(lang) {
    return this.diagnostics.map((d) => `[${d.code}] ${d[lang].message} — ${d[lang].help}`).join("\n");
  }

  /** The error as canonical JSON, the same bytes in every language. */
  toJson() {
    return this.text;
  }
}

/** The rules are wrong: a pack that cannot be read or is inconsistent. */
export class PackError extends ThiduaError {}

/** The facts are wrong: an answer, a date, a number. */
export class DataError extends ThiduaError {}

function typed(text) {
  if (typeof text !== "string") return text;
  return text.includes('"error":"pack"') && JSON.parse(text).error === "pack" ? new PackError(text) : new DataError(text);
}

/** The work's result, its errors as classes. */
export function attempt(work) {
  try {
    return work();
  } catch (error) {
    throw typed(error);
  }
}

/** `init` and `initSync` of a module, whose file stands in `dist`. */
export function loader(wasm, wasmSync, file) {
  let ready;
  async function load(input) {
    if (typeof process === "object" && process.versions?.node) {
      if (input === undefined) {
        const { readFile } = await import("node:fs/promises");
        input = await readFile(new URL(`../dist/${file}`, import.meta.url));
      }
      // Node compiles bytes lazily when it need not promise anything: the first result comes in a third of the time
      if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) return void wasmSync({ module: input });
    }
    await wasm(input === undefined ? undefined : { module_or_path: input });
  }
  return {
    init(input) {
      ready ??= load(input).catch((error) => {
        ready = undefined;
        throw error;
      });
      return ready;
    },
    initSync(bytes) {
      wasmSync({ module: bytes });
      ready = Promise.resolve();
    },
  };
}

const escape = (step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1");

const quoted = (text) => JSON.stringify(text.normalize("NFC"));

/** Writes JSON of plain values; what JSON would lose or bend is refused by the module's words, with its place. */
export function writer(refuse) {
  return function text_of(value, path = []) {
    const refused = (code, what) => typed(refuse(code, path.map((step) => `/${escape(step)}`).join(""), what));
    if (path.length > DEPTH) throw refused("too-deep", String(DEPTH));
    switch (typeof value) {
      case "string":
        return quoted(value);
      case "boolean":
        return String(value);
      case "bigint":
        return `"${value}"`;
      case "number":
        if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw refused("float", String(value));
        return String(value);
      case "object": {
        if (value === null) return "null";
        const list = Array.isArray(value);
        const parts = [];
        for (const key of list ? value.keys() : Object.keys(value)) {
          const item = value[key];
          if (item === undefined && !list) continue;
          path.push(key);
          parts.push(list ? text_of(item, path) : `${quoted(key)}:${text_of(item, path)}`);
          path.pop();
        }
        return list ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
      }
      default:
        throw refused("wrong-type", typeof value);
    }
  };
}
