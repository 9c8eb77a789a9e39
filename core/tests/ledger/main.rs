//! Ledgers as people and programs write them: what is read, what is refused and where, and what no order or cut may change.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test stops where something is amiss"
)]

mod mistakes;
mod properties;
mod tables;
mod whole;

use thidua::ledger::{OnBad, ReadOptions};
use thidua::record::Collection;
use thidua::{Code, Date, Diagnostic, Error, Id, Lang};

/// Options under which all records belong to a collection disclosed long ago.
fn told() -> ReadOptions {
    let disclosed = Date::parse("2020-01-01").unwrap();
    ReadOptions::default().collection(Collection::new(Id::new("all").unwrap()).disclosed(disclosed))
}

fn setting_aside() -> ReadOptions {
    told().on_bad(OnBad::SetAside)
}

/// The text from where a diagnostic points to.
fn rest<'a>(text: &'a str, diagnostic: &Diagnostic) -> &'a str {
    let line = text.lines().nth(usize::try_from(diagnostic.line().unwrap()).unwrap() - 1).unwrap();
    let column = usize::try_from(diagnostic.column().unwrap()).unwrap() - 1;
    let (start, _) = line.char_indices().nth(column).unwrap_or((line.len(), ' '));
    &line[start..]
}

/// What a Vietnamese reader is told holds no English but what stands between backticks, and what a reader of the text says
/// of its own about broken syntax.
#[track_caller]
fn in_vietnamese(error: &Error) {
    const ENGLISH: [&str; 12] =
        ["a", "an", "the", "of", "not", "or", "and", "with", "that", "number", "is", "values"];
    for one in error.diagnostics().filter(|one| one.code() != Code::SYNTAX) {
        for told in [one.message(Lang::Vi), one.help(Lang::Vi)] {
            let unquoted: String = told.split('`').step_by(2).collect();
            let english = unquoted.split(|c: char| !c.is_alphabetic()).find(|word| ENGLISH.contains(word));
            assert_eq!(english, None, "{told}");
            assert!(!told.contains("``") && !told.contains('{'), "{told}");
        }
    }
}

/// Code, pointer and what stands where it points to, of everything an error tells.
fn told_by(text: &str, error: &Error) -> Vec<(&'static str, String, String)> {
    let seen = |one: &Diagnostic| {
        let rest: String = rest(text, one).chars().take(12).collect();
        (one.code().as_str(), one.pointer().to_owned(), rest)
    };
    error.diagnostics().map(seen).collect()
}

/// Every key and every word of the formats, as the schemas have them, stands in the guide.
#[test]
fn the_guide_names_every_key() {
    fn words(schema: &serde_json::Value, found: &mut Vec<String>) {
        match schema {
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    if let ("properties", Some(keys)) = (key.as_str(), value.as_object()) {
                        found.extend(keys.keys().cloned());
                    }
                    if let ("const", Some(word)) = (key.as_str(), value.as_str()) {
                        found.push(word.to_owned());
                    }
                    words(value, found);
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| words(item, found)),
            _ => {}
        }
    }
    let guide = include_str!("../../guide/contributions.md");
    let mut found = Vec::new();
    for schema in [
        include_str!("../../packs/ledger-record.schema.json"),
        include_str!("../../packs/roster.schema.json"),
    ] {
        words(&serde_json::from_str(schema).unwrap(), &mut found);
    }
    assert!(found.len() > 80, "{found:?}");
    for word in found {
        let quoted = guide.contains(&format!("`{word}`")) || guide.contains(&format!("{{{word}: day}}"));
        assert!(quoted, "`{word}` is not in the guide");
    }
    // a scheme's keys stand in its examples as well, and those of every pack in the other guide
    let guides = guide.to_owned() + include_str!("../../guide/packs.md");
    let mut found = Vec::new();
    words(&serde_json::from_str(include_str!("../../packs/scheme.schema.json")).unwrap(), &mut found);
    assert!(found.len() > 150, "{found:?}");
    let known: std::collections::BTreeSet<&str> =
        guides.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    for word in found {
        let told = known.contains(word.as_str());
        assert!(told, "`{word}` is in no guide");
    }
}
