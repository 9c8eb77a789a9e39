//! From rows to a ledger: every row is taken in, refused or set aside, and none is lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Ledger;
use super::draft::{Draft, Fault};
use super::options::{OnBad, ReadOptions, Undisclosed};
use super::reading::Reading;
use super::record::Record;
use crate::error::{Code, Diagnostic, Error, ErrorKind, LISTED};
use crate::text::{Id, gathered};

/// The row of what stands in no row.
const NO_ROW: u32 = u32::MAX;

/// Rows on their way into a ledger.
pub(super) struct Intake<'a> {
    options: &'a ReadOptions,
    draft: Draft,
    reading: Reading,
    listed: Vec<Diagnostic>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(options: &'a ReadOptions) -> Self {
        Self { options, draft: Draft::default(), reading: Reading::default(), listed: Vec::new() }
    }

    /// Whether bad rows are set aside.
    pub(super) fn sets_aside(&self) -> bool {
        self.options.on_bad == OnBad::SetAside
    }

    /// Takes a record in, or says what is wrong with it.
    pub(super) fn add(&mut self, row: u32, record: Record) -> Result<(), Diagnostic> {
        self.draft.add(row, record)
    }

    /// A row that is wrong. `false` once an error would list no more of them.
    pub(super) fn refuse(&mut self, diagnostic: Diagnostic) -> bool {
        match self.options.on_bad {
            OnBad::Stop => self.listed.push(diagnostic),
            OnBad::SetAside => self.reading.set_aside.push(diagnostic),
        }
        self.listed.len() < LISTED
    }

    /// The ledger, once all rows are in; what is wrong with a row only beside others is handed to `refuse`, which says
    /// where it stands.
    pub(super) fn finish(
        mut self,
        mut refuse: impl FnMut(&mut Self, u32, Diagnostic) -> bool,
    ) -> Result<Ledger, Error> {
        let mut faults = self.draft.twice();
        self.leave_out(&faults);
        faults.append(&mut self.collect()?);
        faults.sort_by_key(|(row, _)| *row);
        for (row, diagnostic) in faults {
            if !refuse(&mut self, row, diagnostic) {
                break;
            }
        }
        let judges = self.draft.judges();
        let mut inner = std::mem::take(&mut self.draft).finish();
        let biased = inner.biased();
        if !biased.is_empty() {
            inner.leave_out(&gathered(biased.iter().map(|(id, _)| id.clone())));
            let row = |id: &Id| {
                let found = judges.binary_search_by(|(judge, _)| judge.cmp(id)).ok();
                found.and_then(|at| judges.get(at)).map_or(0, |(_, row)| *row)
            };
            let mut faults: Vec<Fault> =
                biased.into_iter().map(|(id, diagnostic)| (row(&id), diagnostic)).collect();
            faults.sort_by_key(|(row, _)| *row);
            for (row, diagnostic) in faults {
                if !refuse(&mut self, row, diagnostic) {
                    break;
                }
            }
        }
        if !self.listed.is_empty() {
            return Err(Error::many(ErrorKind::Data, self.listed));
        }
        Ok(Ledger(Arc::new(inner), self.reading.shared()))
    }

    /// Gives each record its collection, and leaves out those that staff had not been told of.
    fn collect(&mut self) -> Result<Vec<Fault>, Error> {
        for collection in &self.options.collections {
            if self.draft.clashes(collection) {
                return Err(Diagnostic::new(Code::DUPLICATE_ID).with("id", &collection.id).data());
            }
            self.draft.know(NO_ROW, collection);
        }
        let accepts = self.options.undisclosed == Undisclosed::Accept;
        let assumed = self.draft.assume_only();
        if accepts {
            // another piece may declare one more, and then it is open again which one is meant
            self.reading.open = assumed;
        }
        let faults = self.draft.untold(accepts);
        self.leave_out(&faults);
        Ok(faults)
    }

    fn leave_out(&mut self, faults: &[Fault]) {
        if !faults.is_empty() {
            let rows: BTreeSet<u32> = gathered(faults.iter().map(|(row, _)| *row));
            self.draft.leave_out(&rows);
        }
    }
}

impl Ledger {
    /// The ledger of these records; in diagnostics they are counted from 0.
    ///
    /// # Errors
    /// A data error that lists the first records that are wrong, unless they are set aside.
    ///
    /// # Examples
    /// ```
    /// use thidua::ledger::ReadOptions;
    /// use thidua::record::{Collection, Contribution, Credit, Record};
    /// use thidua::{Date, Id, Ledger};
    /// let (id, day) = (|text| Id::new(text), |text| Date::parse(text));
    /// let story = Contribution::new(id("c-1")?, day("2025-03-04")?, id("long-read")?).credit(Credit::new(id("p-017")?));
    /// let told = Collection::new(id("newsroom")?).disclosed(day("2025-01-15")?);
    /// let ledger = Ledger::of([Record::from(told), Record::from(story)], &ReadOptions::default())?;
    /// assert_eq!(ledger.contributions(), 1);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn of(records: impl IntoIterator<Item = Record>, options: &ReadOptions) -> Result<Self, Error> {
        let mut intake = Intake::new(options);
        let placed = |row: u32, diagnostic: Diagnostic| diagnostic.under(&row.to_string());
        for (row, record) in (0..).zip(records) {
            if let Err(diagnostic) = intake.add(row, record)
                && !intake.refuse(placed(row, diagnostic))
            {
                break;
            }
        }
        intake.finish(|intake, row, diagnostic| intake.refuse(placed(row, diagnostic)))
    }
}
