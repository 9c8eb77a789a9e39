//! Answers matched to criteria: once for a report, whatever it is asked later.

use std::cmp::Ordering;

use super::answer::{Answer, pointer};
use super::assessment::Assessment;
use super::model::Model;
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::text::Id;

/// For each criterion, in the model's order of leaves, the place of its answer among those given.
pub(crate) type Places = Vec<Option<usize>>;

/// The answers of an assessment, by criterion.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matched<'a> {
    answers: &'a [(Id, Answer)],
    places: &'a [Option<usize>],
}

impl<'a> Matched<'a> {
    pub(crate) fn new(assessment: &'a Assessment, places: &'a Places) -> Self {
        Self { answers: assessment.answers(), places }
    }

    /// The answer to a criterion.
    pub(crate) fn get(self, ordinal: usize) -> Option<&'a Answer> {
        let place = (*self.places.get(ordinal)?)?;
        self.answers.get(place).map(|(_, answer)| answer)
    }
}

/// Matches answers to criteria; both are sorted, so one walk does it.
pub(crate) fn places(model: &Model, assessment: &Assessment) -> Result<Places, Error> {
    let mut places = Vec::with_capacity(model.leaves.len());
    let answers = assessment.answers();
    let mut next = 0_usize;
    let mut unknown = Vec::new();
    let mut stray = |id: &Id| {
        let known = model.ids.iter().map(Id::as_str);
        unknown.push(
            Diagnostic::new(Code::UNKNOWN_CRITERION).with("id", id).meant(id.as_str(), known).at(pointer(id)),
        );
    };
    for criterion in &model.ids {
        places.push(loop {
            let Some((id, _)) = answers.get(next) else { break None };
            let order = id.cmp(criterion);
            if order == Ordering::Greater {
                break None;
            }
            let place = next;
            next = next.saturating_add(1);
            if order == Ordering::Equal {
                break Some(place);
            }
            stray(id);
        });
    }
    for (id, _) in answers.get(next..).unwrap_or_default() {
        stray(id);
    }
    if unknown.is_empty() { Ok(places) } else { Err(Error::many(ErrorKind::Data, unknown)) }
}
