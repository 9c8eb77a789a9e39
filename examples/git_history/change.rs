//! Changes: who made each, on which day, in which unit, with pseudonyms in place of people from the start.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use thidua::{Date, Error, Id};

/// The ending that the roster leaves out as no person's.
pub const BOT: &str = "[bot]";

/// One change of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id, the same in no other.
    pub id: Id,
    /// The day its author made it.
    pub day: Date,
    /// Whom it is credited to, each once: the author and the co-authors.
    pub people: Vec<Id>,
    /// The unit most of its files belong to.
    pub unit: Id,
}

/// Makes pseudonyms: the salted hash of an e-mail address, so that without the salt nobody can try addresses out.
#[derive(Debug, Clone)]
pub struct Pseudonyms {
    salt: String,
    /// Accounts that are no persons although nothing in their name says so, in small letters.
    bots: Vec<String>,
}

impl Pseudonyms {
    /// Pseudonyms with a salt, and further accounts that are no persons.
    pub fn new(salt: &str, bots: &[String]) -> Self {
        Self { salt: salt.to_owned(), bots: bots.iter().map(|bot| bot.to_lowercase()).collect() }
    }

    /// The pseudonym of an account; that of a bot ends with [`BOT`]. The name is read for that rule alone.
    ///
    /// # Errors
    /// None in practice: hexadecimal digits make an id.
    pub fn of(&self, name: &str, email: &str) -> Result<Id, Error> {
        let (name, email) = (name.trim().to_lowercase(), email.trim().to_lowercase());
        let mut text = String::from("p-");
        for byte in Sha256::new()
            .chain_update(&self.salt)
            .chain_update([0])
            .chain_update(&email)
            .finalize()
            .iter()
            .take(6)
        {
            // writing to a string does not fail
            let _ = write!(text, "{byte:02x}");
        }
        if self.is_bot(&name, &email) {
            text.push_str(BOT);
        }
        Id::new(&text)
    }

    fn is_bot(&self, name: &str, email: &str) -> bool {
        let account = email.split('@').next().unwrap_or(email);
        let marked = |text: &str| ["[bot]", "-bot", " bot"].iter().any(|ending| text.ends_with(ending));
        marked(name)
            || marked(account)
            || self.bots.iter().any(|bot| bot == name || bot == account || bot == email)
    }
}

/// What unit a file belongs to: that of the longest declared folder it lies in, or else its top-level folder.
#[derive(Debug, Clone, Default)]
pub struct Units(BTreeMap<String, String>);

impl Units {
    /// Reads a mapping: lines of a folder and the unit it belongs to, `#` for remarks.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(
            lines
                .filter_map(|line| line.split_once(char::is_whitespace))
                .map(|(folder, unit)| (folder.trim_end_matches('/').to_owned(), unit.trim().to_owned()))
                .collect(),
        )
    }

    /// The unit most of the files belong to; of several with as many the first by name. `root` for files in no folder and for a
    /// change without files.
    pub fn of<'a>(&self, files: impl Iterator<Item = &'a str>) -> String {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for file in files {
            *counts.entry(self.of_file(file)).or_default() += 1;
        }
        let most = counts.values().copied().max();
        let first = counts.into_iter().find(|(_, count)| Some(*count) == most);
        first.map_or_else(|| "root".to_owned(), |(unit, _)| unit)
    }

    fn of_file(&self, file: &str) -> String {
        let ends = file.char_indices().rev().filter(|(_, c)| *c == '/').map(|(at, _)| at);
        let declared = ends.filter_map(|end| file.get(..end)).find_map(|folder| self.0.get(folder));
        // the slash keeps units apart from people: both share one space of ids
        let top = || {
            file.split_once('/')
                .map_or_else(|| "root".to_owned(), |(top, _)| format!("{}/", top.replace(' ', "_")))
        };
        declared.map_or_else(top, Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudonyms_depend_on_the_salt_and_on_the_address_alone() {
        let (one, other) = (Pseudonyms::new("a", &[]), Pseudonyms::new("b", &[]));
        let id = one.of("Ada", "ada@example.org").unwrap();
        assert_eq!(id, one.of("A. L.", " Ada@Example.org ").unwrap());
        assert_ne!(id, other.of("Ada", "ada@example.org").unwrap());
        assert_eq!(id.as_str().len(), 14);
        assert!(!id.as_str().contains("ada"));
    }

    #[test]
    fn bots_are_known_by_rule() {
        let names = Pseudonyms::new("a", &["bors".to_owned()]);
        let bot = |name: &str, email: &str| names.of(name, email).unwrap().as_str().ends_with(BOT);
        assert!(bot("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"));
        assert!(bot("Renovate Bot", "bot@renovateapp.com") && bot("bors", "bors@rust-lang.org"));
        assert!(!bot("Abbot", "abbot@example.org") && !bot("Ada", "ada@example.org"));
    }

    #[test]
    fn a_change_belongs_where_most_of_its_files_lie() {
        let own = Units::parse("# folder unit\ncore/src/text  language\ncore engine\n");
        assert_eq!(
            own.of(["core/src/text/id.rs", "core/src/lib.rs", "core/Cargo.toml"].into_iter()),
            "engine"
        );
        assert_eq!(own.of(["core/src/text/id.rs"].into_iter()), "language");
        assert_eq!(own.of(["core.rs", "docs/a", "docs/b"].into_iter()), "docs/");
        assert_eq!(own.of(["z/a", "b/a"].into_iter()), "b/");
        assert_eq!(own.of(std::iter::empty()), own.of(["README.md"].into_iter()));
    }
}
