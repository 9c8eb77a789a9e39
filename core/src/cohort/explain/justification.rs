//! A page that justifies an index to its readers: purpose, origin of weights, effective against nominal weights, stability, limits, and the handbook's
//! ten steps.

use std::collections::BTreeSet;

use super::checklist::{Said, grade, robustness_said};
use super::{Evidence, count, real, told};
use crate::cohort::index::Index;
use crate::error::Error;
use crate::num::Float;
use crate::pack::Grade;
use crate::text::{Id, gathered};
use crate::trace::{Arg, Cell, Explanation, Key, Message, Sentences, Table};

impl Index {
    /// A page for the readers of the index: what it is for, where its weights come from and what indicators account for in truth, how sure it is, what
    /// limits it has, and which of the handbook's ten steps have evidence. Rendered in both languages as text, Markdown, HTML and JSON.
    ///
    /// # Errors
    /// As [`Index::checklist`].
    pub fn justification(&self, evidence: &Evidence<'_>) -> Result<Explanation<'_>, Error> {
        let mut said = Sentences::default();
        let args =
            [("subjects", count(self.subjects().len())), ("indicators", count(self.model.leaves.len()))];
        let headline = said.say(Key::INDEX_OVER, args);
        let level = said.say(Key::INDEX_PACK, [("pack", self.framework.name().into())]);
        let checklist = self.checklist(evidence)?;
        let mut sentences: Vec<Said> =
            checklist.first().map(|step| step.evidence.clone()).unwrap_or_default();
        sentences.extend(self.weighting_said());
        sentences.extend(self.heaviest_said()?);
        sentences.extend(robustness_said(self, evidence));
        sentences.push(self.missing_said()?);
        sentences.extend(self.imputed_said());
        sentences.extend(self.undetermined_said());
        sentences.extend(self.treated_said());
        sentences.extend(self.flagged_said()?);
        let cited: BTreeSet<&Id> = gathered(told(self).values().filter_map(|own| own.cite));
        for citation in cited.iter().filter_map(|id| self.framework.0.header.citations.get(id.as_str())) {
            if citation.grade() != Grade::Primary {
                let title = citation.title().to_owned();
                let args = vec![("title", title.into()), ("grade", grade(citation).into())];
                sentences.push((Key::INDEX_WEAK_SOURCE, args));
            }
        }
        let summary = sentences.into_iter().map(|(key, args)| said.tell(key, args)).collect();
        let mut tables = vec![self.weights_table()?];
        let mut cells: Vec<Cell<'_>> = Vec::new();
        for step in checklist {
            // a row for each sentence, the step named once
            for (at, (key, args)) in step.evidence.into_iter().enumerate() {
                let message: Message = said.tell(key, args);
                let first = |key: Key| (at == 0).then(|| Arg::from(key));
                cells.extend([first(step.step), first(step.shown.key()), Some(message.into())]);
            }
        }
        let columns = &[Key::COLUMN_STEP, Key::COLUMN_SHOWN, Key::COLUMN_EVIDENCE_SAID];
        tables.push(Table { caption: Key::TABLE_CHECKLIST.into(), columns, cells });
        tables.extend(self.framework.0.header.sources(cited.iter().copied(), &mut said));
        let (steps, lines) = (Vec::new(), Vec::new());
        Ok(Explanation {
            title: self.framework.title(),
            headline,
            level,
            summary,
            steps,
            lines,
            tables,
            said,
        })
    }

    /// What each indicator weighs and what it accounts for, the heaviest first.
    fn weights_table(&self) -> Result<Table<'_>, Error> {
        let nodes = told(self);
        let mut importances = self.importances()?;
        importances.sort_by(|one, other| Float::from(other.weight()).order(&Float::from(one.weight())));
        let mut cells: Vec<Cell<'_>> = Vec::new();
        for own in &importances {
            let label = nodes.get(own.indicator()).map(|told| Arg::from(told.label));
            cells.extend([
                Some(own.indicator().to_owned().into()),
                label,
                Some(real(own.weight())),
                own.share().map(real),
                own.correlation().map(real),
            ]);
        }
        let columns = &[
            Key::COLUMN_ID,
            Key::COLUMN_INDICATOR,
            Key::COLUMN_WEIGHT,
            Key::COLUMN_SHARE,
            Key::COLUMN_CORRELATION,
        ];
        Ok(Table { caption: Key::TABLE_WEIGHTS.into(), columns, cells })
    }
}
