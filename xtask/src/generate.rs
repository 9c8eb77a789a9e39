//! `cargo xtask generate`: the committed files that are made from others — the bundled packs' canonical JSON and the
//! JSON Schemas. The test command makes them again and compares.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use thidua::recognition::Policy;
use thidua::{Code, CohortFramework, Error, Framework, Scheme};

use crate::paths;

/// Writes every generated file.
pub fn write() -> Result<()> {
    for (path, text) in files()? {
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        if old != text {
            std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            println!("wrote {}", shown(&path));
        }
    }
    Ok(())
}

/// Fails when a generated file is not what would be generated now.
pub fn check() -> Result<()> {
    let files = files()?;
    for (path, text) in &files {
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        if committed != *text {
            bail!("{} is out of date: run `cargo xtask generate`", shown(path));
        }
    }
    println!("{} generated files are up to date", files.len());
    Ok(())
}

fn files() -> Result<Vec<(PathBuf, String)>> {
    let packs = paths::root().join("core/packs");
    let mut files = Vec::new();
    for folder in sorted(&packs)? {
        for file in
            sorted(&folder)?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "yaml"))
        {
            let text = std::fs::read_to_string(&file)?;
            let json_of = canonical(&text, &shown(&file))?;
            // `with_extension` would cut the edition `1.2.1` short
            let json = PathBuf::from(file.display().to_string().replace(".yaml", ".json"));
            files.push((json, format!("{json_of}\n")));
        }
    }
    files.push((packs.join("framework.schema.json"), pretty(&thidua::schema::framework())?));
    files.push((packs.join("scheme.schema.json"), pretty(&thidua::schema::scheme())?));
    files.push((packs.join("policy.schema.json"), pretty(&thidua::schema::policy())?));
    files.push((packs.join("facts.schema.json"), pretty(&thidua::schema::facts())?));
    files.push((packs.join("index.schema.json"), pretty(&thidua::schema::index())?));
    files.push((packs.join("assessment.schema.json"), pretty(&thidua::schema::assessment())?));
    files.push((packs.join("ledger-record.schema.json"), pretty(&thidua::schema::ledger_record())?));
    files.push((packs.join("roster.schema.json"), pretty(&thidua::schema::roster())?));
    Ok(files)
}

/// The canonical JSON of a pack of any kind.
fn canonical(text: &str, file: &str) -> Result<String> {
    let other_kind = |error: &Error| error.code() == Code::OTHER_KIND;
    let framework = || Framework::parse(text, Some(file)).map(|pack| pack.to_json().to_owned());
    let scheme = || Scheme::parse(text, Some(file)).map(|pack| pack.to_json().to_owned());
    let policy = || Policy::parse(text, Some(file)).map(|pack| pack.to_json().to_owned());
    let index = || CohortFramework::parse(text, Some(file)).map(|pack| pack.to_json().to_owned());
    let pack = match framework() {
        Err(error) if other_kind(&error) => match scheme() {
            Err(error) if other_kind(&error) => match policy() {
                Err(error) if other_kind(&error) => index(),
                other => other,
            },
            other => other,
        },
        other => other,
    };
    pack.map_err(|error| anyhow!("{error}"))
}

fn pretty(schema: &str) -> Result<String> {
    let value: serde_json::Value = serde_json::from_str(schema)?;
    Ok(format!("{}\n", serde_json::to_string_pretty(&value)?))
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.is_dir() || path.is_file());
    paths.sort();
    let folders_only = paths.iter().any(|path| path.is_dir());
    paths.retain(|path| !folders_only || path.is_dir());
    Ok(paths)
}

fn shown(path: &Path) -> String {
    path.strip_prefix(paths::root()).unwrap_or(path).display().to_string()
}
