//! The house has floors: a room imports only from floors below its own. Every `crate::` path in the sources is read.
#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Room and floor. The same table stands in the architecture guide.
const FLOORS: [(&str, u8); 18] = [
    ("error", 0),
    ("num", 1),
    ("date", 1),
    ("text", 2),
    ("canonical", 2),
    ("source", 3),
    ("trace", 3),
    ("condition", 4),
    ("pack", 5),
    ("maturity", 6),
    ("ranking", 6),
    ("contribution", 7),
    ("cohort", 7),
    ("recognition", 8),
    ("wire", 9),
    ("schema", 9),
    ("certificate", 10),
    ("packs", 10),
];

/// Names of the root that a lower room may say in place of the room they come from.
const ROOT_NAMES: [(&str, &str); 5] =
    [("Lang", "error"), ("Error", "error"), ("ErrorKind", "error"), ("Code", "error"), ("Exact", "num")];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

fn room(path: &Path, root: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms named by `crate::` in code: comments and strings of documentation are left out.
fn named(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut rooms = Vec::new();
    for part in code.join("\n").split("crate::").skip(1) {
        let names: Vec<String> = match part.strip_prefix('{') {
            Some(list) => {
                list.split('}').next().unwrap().split(',').map(|name| name.trim().to_owned()).collect()
            }
            None => vec![part.to_owned()],
        };
        for name in names {
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            rooms.push(name[..end].to_owned());
        }
    }
    rooms
}

/// What is wrong with one file's imports.
fn faults(own: &str, text: &str) -> Vec<String> {
    let floors: BTreeMap<&str, u8> = FLOORS.into_iter().collect();
    let roots: BTreeMap<&str, &str> = ROOT_NAMES.into_iter().collect();
    let Some(floor) = floors.get(own) else { return vec![format!("the room `{own}` has no floor")] };
    let mut faults = Vec::new();
    for name in named(text) {
        let target = roots.get(name.as_str()).copied().unwrap_or(&name);
        match floors.get(target) {
            _ if target == own => {}
            Some(other) if other < floor => {}
            Some(other) => faults.push(format!("`{own}` (floor {floor}) imports `{target}` (floor {other})")),
            None => faults.push(format!("`{own}` imports `{target}`, which has no floor")),
        }
    }
    faults
}

#[test]
fn imports_point_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut found = Vec::new();
    for file in &files {
        let own = room(file, &root);
        if own == "lib" || own == "guide" {
            continue;
        }
        let text = std::fs::read_to_string(file).unwrap();
        found.extend(faults(&own, &text).into_iter().map(|fault| format!("{}: {fault}", file.display())));
    }
    assert!(files.len() > 40, "only {} files read", files.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_import_that_points_up_is_found() {
    assert_eq!(faults("num", "use crate::pack::Amount;").len(), 1);
    assert_eq!(faults("wire", "use crate::{error::Lang, packs};").len(), 1);
    assert_eq!(faults("attic", "").len(), 1);
    assert!(faults("pack", "use crate::num::Exact;\n// crate::packs\n").is_empty());
}
