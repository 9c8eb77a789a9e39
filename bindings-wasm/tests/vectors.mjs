// Replays the vectors: the same code runs in Node, in a page and in a worker. `read` gives the text of a file below
// the core's folder.

export async function replay({ load, ThiduaError }, { request }, contributions, read) {
  const index = JSON.parse(await read("conformance/index.json"));
  const wrong = [];
  let ran = 0;
  const packs = new Map();
  const bundled = async (name) => {
    if (!packs.has(name)) packs.set(name, load(await read(`packs/${name.replace("@", "/")}.json`)));
    return packs.get(name);
  };
  for (const file of index.files) {
    const { given, vectors } = JSON.parse(await read(`conformance/${file}`));
    for (const own of vectors) {
      const vector = { ...given, ...own };
      let found;
      try {
        if (vector.ranking) {
          found = request(vector.ranking.join("\n"));
        } else if (!vector.pack) {
          found = await told(contributions, vector, read);
        } else {
          let framework = vector.pack.bundled ? await bundled(vector.pack.bundled) : load(vector.pack.join("\n"));
          for (const lines of vector.extend ?? []) framework = framework.extend(lines.join("\n"));
          found = framework.assessDocument(vector.assessment.join("\n")).toJson();
        }
      } catch (error) {
        if (!(error instanceof ThiduaError)) throw error;
        found = error.toJson();
      }
      ran += 1;
      if (found !== vector.expect) wrong.push(`${file} ${vector.name}\n  expected ${vector.expect}\n  found    ${found}`);
    }
  }
  if (ran !== index.vectors) wrong.push(`${ran} vectors were run, ${index.vectors} are listed`);
  return { ran, wrong };
}

/** What is asked of a scheme, a ledger, a roster or standings, in the library's own bytes. */
async function told({ loadScheme, Ledger, Roster }, vector, read) {
  const text = (lines) => lines.join("\n");
  const ledger_of = (given) => {
    const { on_bad: onBad, columns, ...options } = vector.read ?? {};
    if (given.pieces) return given.pieces.map(ledger_of).reduce((whole, piece) => whole.merge(piece), Ledger.of([]));
    if (given.csv) return Ledger.parseCsv(text(given.csv), { onBad, columns, ...options });
    return Ledger.parse(text(given), { onBad, ...options });
  };
  let scheme;
  if (vector.scheme) {
    const { bundled } = vector.scheme;
    scheme = loadScheme(bundled ? await read(`packs/${bundled.replace("@", "/")}.json`) : text(vector.scheme));
    for (const lines of vector.extend ?? []) scheme = scheme.extend(text(lines));
  }
  const ledger = vector.ledger && ledger_of(vector.ledger);
  const roster = vector.roster && Roster.parse(text(vector.roster));
  const asked = vector.ask ?? "standings";
  const [what, how] = typeof asked === "string" ? [asked, {}] : Object.entries(asked)[0];
  const stand = ({ from, until, as_of: asOf, strangers }) =>
    scheme.standings(ledger, { roster, period: { from, until }, asOf, strangers });
  switch (what) {
    case "scheme":
    case "lint":
      return scheme.told(what);
    case "ledger":
      return ledger.toJson();
    case "set_aside":
    case "states":
    case "progress":
    case "identities":
      return ledger.told(what, { asOf: vector.reckoning?.as_of, roster });
    case "standings":
      return stand(vector.reckoning).toJson();
    case "movement":
      return stand(vector.reckoning).told(what, { before: stand(how) });
    default:
      return stand(vector.reckoning).told(what, { contributor: how.of, places: how.places, lang: how.lang });
  }
}
