//! The history of a repository, as `git log` tells it. Addresses become pseudonyms here and go no further.

use std::error::Error;
use std::process::Command;

use thidua::{Date, Id};

use crate::change::{Change, Pseudonyms, Units};

/// Changes but merges: day, author by `.mailmap`, co-authors from the trailers, and the files touched.
const FORMAT: &str =
    "--format=%x1e%H%x1f%as%x1f%aN%x1f%aE%x1f%(trailers:key=Co-authored-by,valueonly,separator=%x1d)%x1f";

/// The changes of a repository and how many could not be read: a day nobody can mean.
pub fn read(
    repository: &str,
    names: &Pseudonyms,
    units: &Units,
) -> Result<(Vec<Change>, usize), Box<dyn Error>> {
    let words = ["-c", "core.quotePath=false", "log", "--no-merges", "--no-renames", "--name-only", FORMAT];
    let text = git(repository, &words)?;
    parse(&text, names, units)
}

/// What a command of git prints.
pub fn git(repository: &str, words: &[&str]) -> Result<String, Box<dyn Error>> {
    let out = Command::new("git").arg("-C").arg(repository).args(words).output()?;
    if !out.status.success() {
        return Err(format!("git in {repository}: {}", String::from_utf8_lossy(&out.stderr).trim()).into());
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn parse(text: &str, names: &Pseudonyms, units: &Units) -> Result<(Vec<Change>, usize), Box<dyn Error>> {
    let (mut changes, mut unread) = (Vec::new(), 0);
    // clocks that were never set give days like 1970-01-01: git itself is of 2005, and what it holds may be older
    let (first, last) = (Date::new(1980, 1, 1)?, Date::new(2199, 12, 31)?);
    for entry in text.split('\x1e').skip(1) {
        let fields: Vec<&str> = entry.splitn(6, '\x1f').collect();
        let [hash, day, name, email, trailers, files] = fields[..] else {
            return Err(format!("git log has an entry of {} fields", fields.len()).into());
        };
        let meant = Date::parse(day).ok().filter(|day| (first..=last).contains(day));
        let Some(day) = meant else {
            unread += 1;
            continue;
        };
        let mut people = vec![names.of(name, email)?];
        for (name, email) in trailers.split('\x1d').filter_map(account) {
            let other = names.of(name, email)?;
            if !people.contains(&other) {
                people.push(other);
            }
        }
        let files = files.lines().map(str::trim).filter(|file| !file.is_empty());
        changes.push(Change { id: Id::new(hash)?, day, people, unit: Id::new(&units.of(files))? });
    }
    Ok((changes, unread))
}

/// `Name <address>`.
fn account(trailer: &str) -> Option<(&str, &str)> {
    let (name, rest) = trailer.split_once('<')?;
    Some((name.trim(), rest.split('>').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn co_authors_share_and_a_bad_day_is_counted() {
        let names = Pseudonyms::new("s", &[]);
        let text = "\x1ea1\x1f2026-01-05\x1fAda\x1fada@x.org\x1fBo B <bo@x.org>\x1dAda <ADA@x.org>\x1dnonsense\x1f\n\nsrc/a.rs\nsrc/b.rs\n\
                    \x1eb2\x1f1970-01-01\x1fAda\x1fada@x.org\x1f\x1f\n\x1ec3\x1f2026-01-06\x1fci[bot]\x1fci@x.org\x1f\x1f\n\nREADME.md\n";
        let (changes, unread) = parse(text, &names, &Units::default()).unwrap();
        assert_eq!((changes.len(), unread), (2, 1));
        assert_eq!((changes[0].people.len(), changes[0].unit.as_str()), (2, "src/"));
        assert!(changes[1].people[0].as_str().ends_with("[bot]"));
        assert!(parse("\x1ebroken", &names, &Units::default()).is_err());
    }
}
