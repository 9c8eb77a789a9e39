//! What can only be wrong with a whole ledger: references that lead nowhere, to the wrong sort of record or round in a
//! circle, and judges of their own cause where the record they judge came in another piece.

use std::collections::BTreeSet;

use super::disclosure;
use super::links::Target;
use super::symbol::place;
use super::{Inner, Ledger};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::text::{Id, gathered};

/// How many faults an error lists.
const LISTED: usize = 50;

impl Ledger {
    /// Checks what only the whole ledger can tell: that what each record is about is there and of the right sort, that
    /// corrections do not lead in a circle nor count twice, that nobody verified or excused their own work, that the
    /// collections are declared.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_RECORD`], [`Code::WRONG_TARGET`], [`Code::CIRCLE`], [`Code::CORRECTED_TWICE`], [`Code::TOO_EARLY`],
    /// [`Code::NOT_INDEPENDENT`] or [`Code::UNKNOWN_COLLECTION`] for the first records that are wrong.
    pub fn whole(&self) -> Result<(), Error> {
        let mut faults = self.0.misdirected();
        faults.extend(self.0.circles());
        faults.extend(self.0.corrected_twice());
        faults.extend(self.0.corrected_early());
        faults.extend(self.0.undeclared());
        faults.extend(self.0.biased().into_iter().map(|(_, diagnostic)| diagnostic.at("")));
        faults.truncate(LISTED);
        if faults.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Data, faults)) }
    }
}

impl Inner {
    /// Records about what is not there, or about what they cannot be about.
    fn misdirected(&self) -> Vec<Diagnostic> {
        const CONTRIBUTION: &str = "a contribution";
        const EITHER: &str = "a contribution or an assignment";
        let corrections = self.links.corrections.iter().filter_map(|(at, target)| {
            let entry = self.contributions.get(place(*at))?;
            Some((&entry.id, entry.corrects.as_ref()?, *target, CONTRIBUTION))
        });
        let verifications = self.verifications.iter().zip(&self.links.verifications);
        let verifications = verifications.map(|(record, to)| (&record.id, &record.of, *to, CONTRIBUTION));
        let reversals = self.reversals.iter().zip(&self.links.reversals);
        let reversals = reversals.map(|(record, to)| (&record.id, &record.of, *to, EITHER));
        let disputes = self.disputes.iter().zip(&self.links.disputes);
        let disputes = disputes.map(|(record, to)| (&record.id, &record.of, *to, EITHER));
        let causes = self.causes.iter().zip(&self.links.causes);
        let causes = causes.map(|(record, to)| (&record.id, &record.of, *to, EITHER));
        let all = corrections.chain(verifications).chain(reversals).chain(disputes).chain(causes);
        all.filter_map(|(id, of, target, expected)| {
            let code = match target {
                Target::Contribution(_) => return None,
                Target::Assignment(_) if expected == EITHER => return None,
                Target::Elsewhere if !self.has_event(of) => Code::UNKNOWN_RECORD,
                _ => Code::WRONG_TARGET,
            };
            let diagnostic = Diagnostic::new(code).with("id", id).with("of", of);
            Some(if code == Code::WRONG_TARGET { diagnostic.with("expected", expected) } else { diagnostic })
        })
        .collect()
    }

    /// Whether there is a record of that id that nothing can be about.
    fn has_event(&self, id: &Id) -> bool {
        self.verifications.binary_search_by(|record| record.id.cmp(id)).is_ok()
            || self.reversals.binary_search_by(|record| record.id.cmp(id)).is_ok()
            || self.disputes.binary_search_by(|record| record.id.cmp(id)).is_ok()
            || self.causes.binary_search_by(|record| record.id.cmp(id)).is_ok()
            || self.withheld.binary_search_by(|record| record.id.cmp(id)).is_ok()
            || self.collections.binary_search_by(|record| record.id.cmp(id)).is_ok()
    }

    fn id_of(&self, at: u32) -> Option<&Id> {
        self.contributions.get(place(at)).map(|entry| &entry.id)
    }

    /// Corrections that lead back to themselves, each circle once.
    fn circles(&self) -> Vec<Diagnostic> {
        let corrections = &self.links.corrections;
        let next = |step: usize| match corrections.get(step)?.1 {
            Target::Contribution(at) => corrections.binary_search_by_key(&at, |(from, _)| *from).ok(),
            _ => None,
        };
        // the walk that came by each correction first
        let mut walked: Vec<Option<usize>> = vec![None; corrections.len()];
        let mut faults = Vec::new();
        for start in 0..corrections.len() {
            let mut step = Some(start);
            while let Some(at) = step {
                match walked.get_mut(at) {
                    Some(first @ None) => *first = Some(start),
                    Some(Some(first)) if *first == start => {
                        faults.push(self.circle(at, next));
                        break;
                    }
                    _ => break,
                }
                step = next(at);
            }
        }
        faults
    }

    fn circle(&self, start: usize, next: impl Fn(usize) -> Option<usize>) -> Diagnostic {
        let steps = std::iter::successors(Some(start), |at| next(*at).filter(|at| *at != start));
        let ids = steps.take(LISTED).chain([start]).filter_map(|step| {
            let (at, _) = self.links.corrections.get(step)?;
            Some(format!("`{}`", self.id_of(*at)?))
        });
        Diagnostic::new(Code::CIRCLE).with("path", ids.collect::<Vec<_>>().join(" → "))
    }

    /// Contributions that two others stand in for, of which none is reversed.
    fn corrected_twice(&self) -> Vec<Diagnostic> {
        let reversed: BTreeSet<Target> = gathered(self.links.reversals.iter().copied());
        let mut corrections: Vec<(Target, u32)> = self
            .links
            .corrections
            .iter()
            .filter(|(_, target)| *target != Target::Elsewhere)
            .map(|(at, target)| (*target, *at))
            .collect();
        corrections.sort_unstable();
        let twice = corrections.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
        twice
            .filter_map(|group| {
                let mut standing = group
                    .iter()
                    .map(|(_, at)| *at)
                    .filter(|at| !reversed.contains(&Target::Contribution(*at)));
                let (one, other) = (standing.next()?, standing.next()?);
                let of = self.contributions.get(place(one))?.corrects.as_ref()?;
                let diagnostic = Diagnostic::new(Code::CORRECTED_TWICE).with("of", of);
                Some(diagnostic.with("one", self.id_of(one)?).with("other", self.id_of(other)?))
            })
            .collect()
    }

    /// Corrections that were recorded before what they correct.
    fn corrected_early(&self) -> Vec<Diagnostic> {
        let early = |(at, target): &(u32, Target)| {
            let Target::Contribution(corrected) = *target else { return None };
            let (by, of) = (self.contributions.get(place(*at))?, self.contributions.get(place(corrected))?);
            (by.recorded < of.recorded).then(|| {
                let (field, other) = (format!("{}/recorded", by.id), format!("{}/recorded", of.id));
                let diagnostic =
                    Diagnostic::new(Code::TOO_EARLY).with("field", field).with("day", by.recorded);
                diagnostic.with("other", other).with("than", of.recorded)
            })
        };
        self.links.corrections.iter().filter_map(early).collect()
    }

    /// Records that name a collection which nobody declared: only a reader that accepts what staff were not told of lets
    /// them in, and counts them.
    fn undeclared(&self) -> Vec<Diagnostic> {
        if self.undisclosed == 0 {
            return Vec::new();
        }
        let contributions = self.contributions.iter();
        let named = contributions.filter_map(|entry| Some((&entry.id, self.name(entry.collection?)?)));
        let assignments = self.assignments.iter();
        let named =
            named.chain(assignments.filter_map(|record| Some((&record.id, record.collection.as_ref()?))));
        let unknown = named.filter(|(_, name)| disclosure::find(&self.collections, name).is_none());
        unknown.take(LISTED).map(|(id, name)| disclosure::unknown(&self.collections, id, name)).collect()
    }
}
