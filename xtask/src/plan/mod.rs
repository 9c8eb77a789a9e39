//! What is run: the parts of the workspace, each with its tables of steps. No step is carried out here.

mod browser;
mod python;
mod rust;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::step::Step;

/// One part of the workspace that is built and tested on its own.
struct Part {
    name: &'static str,
    /// The file that shows the part is there.
    marker: &'static str,
    /// Brings in what building needs; a step that two parts share runs once.
    setup: &'static [Step],
    /// Brings in what only checking needs.
    check_setup: &'static [Step],
    /// Makes what is shipped.
    build: &'static [Step],
    /// Checks it.
    check: &'static [Step],
}

const PARTS: &[Part] = &[rust::PART, python::PART, browser::PART];

/// Every check of every part that is there: a missing tool is told before the long work starts.
pub fn all() -> Vec<Step> {
    let (there, absent): (Vec<&Part>, Vec<&Part>) = PARTS.iter().partition(|part| part.is_there());
    for part in absent {
        println!("no {}: nothing to do for `{}`", part.marker, part.name);
    }
    let setup = there.iter().flat_map(|part| part.setup.iter().chain(part.check_setup));
    let work = there.iter().flat_map(|part| part.build.iter().chain(part.check));
    once(setup.chain(work))
}

/// Every check of one part.
///
/// # Errors
///
/// When there is no such part.
pub fn test(name: &str) -> Result<Vec<Step>> {
    let part = find(name)?;
    Ok(once([part.setup, part.check_setup, part.build, part.check].into_iter().flatten()))
}

/// What makes the artefact of one part.
///
/// # Errors
///
/// When there is no such part, or it makes nothing.
pub fn build(name: &str) -> Result<Vec<Step>> {
    let part = find(name)?;
    if part.build.is_empty() {
        bail!("`{name}` has nothing to build: choose `python` or `browser`");
    }
    Ok(once([part.setup, part.build].into_iter().flatten()))
}

fn find(name: &str) -> Result<&'static Part> {
    let part = PARTS.iter().find(|part| part.name == name);
    let part = part.with_context(|| format!("no part `{name}`: choose `rust`, `python` or `browser`"))?;
    if !part.is_there() {
        bail!("nothing to do for `{name}`: there is no {}", part.marker);
    }
    Ok(part)
}

impl Part {
    fn is_there(&self) -> bool {
        paths::root().join(self.marker).exists()
    }
}

/// The steps in order, each name once.
fn once<'a>(steps: impl Iterator<Item = &'a Step>) -> Vec<Step> {
    let mut kept: Vec<Step> = Vec::new();
    for step in steps {
        if kept.iter().all(|earlier| earlier.name != step.name) {
            kept.push(*step);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_within_the_work_of_all_parts() {
        let work = PARTS.iter().flat_map(|part| part.build.iter().chain(part.check));
        let count = work.clone().count();
        assert_eq!(once(work).len(), count);
    }

    #[test]
    fn an_unknown_part_names_the_choices() {
        let error = test("ruby").map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(error, Err("no part `ruby`: choose `rust`, `python` or `browser`".to_owned()));
    }
}
