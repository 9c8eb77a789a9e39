// Replays the vectors: the same code runs in Node, in a page and in a worker. `read` gives the text of a file below
// the core's folder.

export async function replay({ load, ThiduaError }, { request }, contributions, decisions, indices, read) {
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
        } else if (vector.index) {
          found = await indexed(indices, vector, read);
        } else if (vector.policy) {
          found = await decided(decisions, contributions, vector, read);
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

/** What is asked of an index, in the library's own bytes. */
async function indexed({ loadIndex }, vector, read) {
  const framework_of = async ({ index: given }) => {
    const { bundled: name } = given;
    return loadIndex(name ? await read(`packs/${name.replace("@", "/")}.json`) : given.join("\n"));
  };
  const framework = await framework_of(vector);
  if (vector.request) return framework.request(vector.request.join("\n"));
  const { table, past, as_of: asOf } = vector;
  const index = past ? framework.freeze(past, { asOf }).index(table) : framework.index(table, { asOf });
  if (!vector.replay) return index.certificateJson();
  const others = { ...vector, ...vector.replay };
  const again = await framework_of(others);
  const against = others.past ? again.freeze(others.past, { asOf: others.as_of }) : again;
  return JSON.stringify(against.replay(index.certificate, others.table));
}

/** What is asked of a policy, of facts, of decisions or of a case, in the library's own bytes. */
async function decided({ loadPolicy, Facts, Policy }, contributions, vector, read) {
  const text = (lines) => lines.join("\n");
  const policy_of = async ({ policy: given, extend }) => {
    const { bundled } = given;
    let policy = loadPolicy(bundled ? await read(`packs/${bundled.replace("@", "/")}.json`) : text(given));
    for (const lines of extend ?? []) policy = policy.extend(text(lines));
    return policy;
  };
  const decide = async (given) => {
    const policy = await policy_of(given);
    const facts = Facts.parse(text(given.facts));
    const standings = given.scheme && standings_of(contributions, given);
    return policy.decideRound(facts, given.round, standings);
  };
  const asked = vector.ask ?? "decisions";
  const [what, how] = typeof asked === "string" ? [asked, {}] : Object.entries(asked)[0];
  if (what === "policy" || what === "lint") return (await policy_of(vector)).told(what);
  if (what === "facts") {
    await policy_of(vector);
    return Facts.parse(text(vector.facts)).toJson();
  }
  if (what === "among") {
    const editions = [await policy_of(vector)];
    for (const policy of how) editions.push(await policy_of({ policy }));
    const all = Policy.decideRoundAmong(editions, Facts.parse(text(vector.facts)), vector.round);
    return `[${all.map((own) => own.toJson()).join(",")}]`;
  }
  let decisions = await decide(vector);
  for (const { of, stage, gate } of vector.release ?? []) decisions = decisions.release(of, { stage, gate });
  const life_of = ({ of, stage, event, credited, kept, steps }) => {
    let life = decisions.case(of, { stage, event, credited });
    if (kept) life = life.resume(text(kept));
    for (const step of steps ?? []) life = life.step(step);
    return life;
  };
  switch (what) {
    case "certificate":
      return decisions.certificateJson();
    case "changes":
      return decisions.changesJson(await decide({ ...vector, ...how }));
    case "replay":
      return JSON.stringify((await decide({ ...vector, ...how })).replay(decisions.certificateJson()));
    case "case":
      if (how.next) return life_of(how).nextJson();
      return how.on ? JSON.stringify(life_of(how).phaseOn(how.on)) : life_of(how).toJson();
    case "paper":
      return JSON.stringify(decisions.writePaper(how));
    case "minutes":
    case "notice": {
      const { lang, ...written } = how.written;
      const cases = how.cases.map(life_of);
      return JSON.stringify(what === "minutes" ? decisions.minutes(cases, lang, written) : cases[0].notice(lang, written));
    }
    default:
      return decisions.ask(asked);
  }
}

/** The standings that a vector of decisions gives beside its policy. */
function standings_of({ loadScheme, Ledger, Roster }, { scheme, ledger, roster, read, reckoning }) {
  const { on_bad: onBad, ...options } = read ?? {};
  return loadScheme(scheme.join("\n")).standings(Ledger.parse(ledger.join("\n"), { onBad, ...options }), {
    roster: Roster.parse(roster.join("\n")),
    period: reckoning,
  });
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
