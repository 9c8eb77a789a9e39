// What the modules of the package share: errors, loading, and plain values as JSON.

/** Levels and values that objects may hold, as in the core. */
const DEPTH = 160;
const VALUES = 1_000_000;

/** The words of whichever module is loaded, for what is refused here. */
let refusal;

/** Base of everything this library throws. */
export class ThiduaError extends Error {
  constructor(text) {
    const { diagnostics } = JSON.parse(text);
    const [first] = diagnostics;
    const line = first.line === null ? [] : [`${first.line}:${first.column}`];
    const place = [...line, first.pointer].filter(Boolean).join(" ");
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
    return this.diagnostics.map((d) => `[${d.code}] ${said(d, lang).message} — ${said(d, lang).help}`).join("\n");
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

/** The error of a text as a class; `change` says what the core cannot know of it. */
function typed(text, change) {
  if (typeof text !== "string") return text;
  const told = JSON.parse(text);
  change?.(told);
  const as = change ? JSON.stringify(told) : text;
  return told.error === "pack" ? new PackError(as) : new DataError(as);
}

/** The work's result, its errors as classes. */
export function attempt(work, change) {
  try {
    return work();
  } catch (error) {
    throw typed(error, change);
  }
}

/** Lines and columns of a text that was made here say nothing to anybody. */
export function unplaced({ diagnostics }) {
  for (const one of diagnostics) one.line = one.column = null;
}

/** What the core cannot know of an error about a pack that is an object. */
export function of_object(told) {
  told.error = "pack";
  unplaced(told);
}

/** A name as JavaScript writes it. */
export const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** An outcome with names as JavaScript writes them, each of its texts read by `read`. */
export function named(value, read) {
  if (Array.isArray(value)) return value.map((item) => named(item, read));
  if (typeof value === "string") return read(value);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [camel(name), named(item, read)]));
}

/** What is said in a language. */
export function said(texts, lang) {
  if (lang !== "vi" && lang !== "en") throw typed(refusal("unknown-choice", "", String(lang)));
  return texts[lang];
}

/** `init` and `initSync` of a module, whose file stands in `dist`. */
export function loader(wasm, wasmSync, file, refuse) {
  let ready;
  let loaded = false;
  const done = () => {
    loaded = true;
    refusal = refuse;
  };
  async function load(input) {
    if (typeof process === "object" && process.versions?.node) {
      if (input === undefined) {
        const { readFile } = await import("node:fs/promises");
        input = await readFile(new URL(`../dist/${file}`, import.meta.url));
      }
      // Node compiles bytes lazily when it need not promise anything: the first result comes in a third of the time
      if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) {
        wasmSync({ module: input });
        return done();
      }
    }
    await wasm(input === undefined ? undefined : { module_or_path: input });
    done();
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
      done();
      ready = Promise.resolve();
    },
    /** Nothing works before the module is loaded, and the module itself cannot say so. */
    needed() {
      if (!loaded) throw new Error("thidua is not loaded yet: `await init()` first, once");
    },
  };
}

/** The handles behind the classes people see. */
const handles = new WeakMap();

/** The handle of a thing that must be of a class. */
export const raw = (thing, kind) => {
  if (!(thing instanceof kind)) throw new TypeError(`a ${kind.name} is needed here`);
  return handles.get(thing);
};

/** Something that lives in a module's memory. */
export class Handle {
  constructor(own) {
    handles.set(this, own);
  }

  /** Gives the memory back at once. */
  free() {
    handles.get(this).free();
  }

  [Symbol.dispose ?? Symbol.for("dispose")]() {
    this.free();
  }
}

const identities = new WeakMap();

/** What a pack says of itself, read once. */
export const identity = (pack) => {
  if (!identities.has(pack)) identities.set(pack, JSON.parse(handles.get(pack).about()));
  return identities.get(pack);
};

/** What packs of every kind have. */
export class Pack extends Handle {
  get id() {
    return identity(this).id;
  }

  get edition() {
    return identity(this).edition;
  }

  get name() {
    return identity(this).name;
  }

  get inForce() {
    return identity(this).in_force;
  }

  get digest() {
    return identity(this).digest;
  }

  title(lang = "en") {
    return said(identity(this).title, lang);
  }

  toJson() {
    return handles.get(this).json();
  }
}

/** What packs have that are checked and carry tests of their own. */
export class TestedPack extends Pack {
  /** What is doubtful about the pack. */
  lint() {
    return JSON.parse(handles.get(this).lint());
  }

  /** What the pack's own tests reach of its rules. */
  testCoverage() {
    return JSON.parse(handles.get(this).coverage());
  }

  /** What the library's own JSON says: `lint`, or what the pack says of itself. */
  told(what) {
    const own = handles.get(this);
    return what === "lint" ? own.lint() : own.about();
  }
}

/** One step of a pointer. */
export const escape = (step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * Writes JSON of plain values; what JSON would lose or bend is refused by the module's words, with its place. Where `floats` are
 * taken, as statistics are, what is no number is named, for the core to refuse.
 */
export function writer(refuse, floats = false) {
  return function text_of(value) {
    const path = [];
    let values = 0;
    // the text of an error, of which `attempt` makes a class
    const refused = (code, what) => refuse(code, path.map((step) => `/${escape(step)}`).join(""), what);
    const write = (value) => {
      if (path.length > DEPTH) throw refused("too-deep", String(DEPTH));
      if ((values += 1) > VALUES) throw refused("too-large", `${VALUES} values`);
      switch (typeof value) {
        case "string":
          return JSON.stringify(value);
        case "boolean":
          return String(value);
        case "bigint":
          return `"${value}"`;
        case "number":
          if (floats) return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
          if (Object.is(value, -0)) throw refused("float", "-0");
          if (!Number.isSafeInteger(value)) throw refused("float", String(value));
          return String(value);
        case "object": {
          if (value === null) return "null";
          if (floats && ArrayBuffer.isView(value)) return write(Array.from(value));
          const list = Array.isArray(value);
          // a Map, a Date, a Number: what they hold is not in their keys, and would be lost without a word
          const kind = Object.prototype.toString.call(value).slice(8, -1);
          if (!list && kind !== "Object") throw refused("wrong-type", kind);
          // a field left open is no field; an answer left open is a mistake
          const skips = !list && path.at(-1) !== "answers";
          const parts = [];
          for (const key of list ? value.keys() : Object.keys(value)) {
            const item = value[key];
            if (item === undefined && skips) continue;
            path.push(key);
            parts.push(list ? write(item) : `${JSON.stringify(key)}:${write(item)}`);
            path.pop();
          }
          return list ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
        }
        default:
          throw refused("wrong-type", typeof value);
      }
    };
    return write(value);
  };
}

/** How a module that takes documents and requests reads them. */
export function documents(text_of) {
  return {
    /** A document as text: JSON, or an object of the published format. */
    source: (input) => (typeof input === "string" ? input : text_of(input)),
    /** An error about what is an object has no lines. */
    changed: (input, change) => (typeof input === "string" ? undefined : change),
    /** A request as text: what it says is an object, so its errors have no lines. */
    request: (asked) => attempt(() => text_of(asked), unplaced),
  };
}

/** A certificate as text: it holds no numbers of which JSON would lose anything. */
export const certified = (certificate) => (typeof certificate === "string" ? certificate : JSON.stringify(certificate));

/** An id, or other text, as the library compares it. */
export const normal = (text) => String(text).normalize("NFC");

/** Names as JavaScript writes them; what they name stays text. */
export const texts = (value) => named(value, (text) => text);

/** What is told in every form, by what tells it in one. */
export const explanation = (say) => {
  const form = (form) => (lang = "en") => say(form, lang);
  return {
    render: form("text"),
    markdown: form("markdown"),
    html: form("html"),
    fragment: form("fragment"),
    json: (lang = "en") => JSON.parse(say("json", lang)),
  };
};
