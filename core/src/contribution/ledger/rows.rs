//! A ledger from a table of credits: each row one contributor's part in a contribution, rows of one id together one
//! contribution.

use std::collections::BTreeMap;

use super::Ledger;
use super::columns::{Cells, Header, column_of, facts};
use super::intake::Intake;
use super::options::ReadOptions;
use super::record::{Contribution, Credit, Record};
use super::symbol::place;
use crate::error::{Code, Diagnostic, Error, escape};
use crate::source::csv::{Csv, Row, Spot};
use crate::text::Id;

/// The rows of one contribution.
#[derive(Default)]
struct Group {
    /// The contribution without its credits, once a row of it is right.
    head: Option<Contribution>,
    credits: Vec<Credit>,
    /// The row of each credit.
    rows: Vec<Spot>,
    /// The line of the first row that is wrong; the whole contribution is, then.
    spoilt: Option<u32>,
}

/// A table while it is read.
struct Table<'a> {
    csv: Csv<'a>,
    header: Header,
    file: Option<&'a str>,
    /// Whether rows are told by their number, not by their line.
    counted: bool,
    groups: Vec<Group>,
}

impl Ledger {
    /// Reads contributions from comma-separated values (RFC 4180), a row for each credit. The columns are `id`, `on` or
    /// `from` and `until`, `recorded`, `kind`, `to`, `role`, `share`, `position`, `achievement`, `verified_by`,
    /// `reported_by`, `status`, `corrects`, `collection`, `note`, `evidence`, and `quantity:…` and `attribute:…` with a
    /// name. The rows of one id are one contribution, and have to agree in all that is not about the credit. Columns with
    /// names of their own are named in [`ReadOptions::column`].
    ///
    /// # Errors
    /// As [`Ledger::parse`]. Where a row is wrong, its whole contribution is.
    ///
    /// # Examples
    /// ```
    /// use thidua::ledger::{ReadOptions, Undisclosed};
    /// use thidua::Ledger;
    /// let text = "event,date,who,kind,words,mood\ne1,2025-03-04,p-017,story,2400,good\ne1,2025-03-04,p-020,story,2400,bad\n";
    /// let options = ReadOptions::default()
    ///     .undisclosed(Undisclosed::Accept)
    ///     .column("event", "id")
    ///     .column("date", "on")
    ///     .column("who", "to")
    ///     .column("words", "quantity:words")
    ///     .leave_column("mood");
    /// let ledger = Ledger::parse_csv(text, Some("export.csv"), &options)?;
    /// assert_eq!((ledger.contributions(), ledger.credits(), ledger.undisclosed()), (1, 2, 1));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn parse_csv(text: &str, file: Option<&str>, options: &ReadOptions) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut csv = Csv::new(text);
        let counted = options.counted;
        let header = header(&mut csv, options).map_err(|diagnostic| match counted {
            true => diagnostic.unplaced().data(),
            false => diagnostic.in_file(file).data(),
        })?;
        let mut intake = Intake::new(options);
        let mut table = Table { csv: csv.clone(), header, file, counted, groups: Vec::new() };
        if table.collect(csv, &mut intake) {
            table.hand_over(&mut intake);
        }
        intake.finish(|intake, group, diagnostic| table.refuse(intake, group, diagnostic))
    }
}

fn header(csv: &mut Csv<'_>, options: &ReadOptions) -> Result<Header, Diagnostic> {
    let empty = || Diagnostic::new(Code::SYNTAX).with("detail", "the text is empty").positioned(1, 1);
    let row = csv.next().unwrap_or_else(|| Err(empty()))?;
    let names: Vec<&str> = row.cells.iter().map(|(name, _)| name.as_ref()).collect();
    Header::new(&names, &options.columns).map_err(|(at, diagnostic)| {
        let offset = row.cells.get(at).map_or(0, |(_, offset)| *offset);
        let (line, column) = csv.place(row.spot, offset);
        diagnostic.positioned(line, column)
    })
}

impl Table<'_> {
    /// Puts the rows together by id. `false` once enough of them are wrong.
    fn collect(&mut self, csv: Csv<'_>, intake: &mut Intake<'_>) -> bool {
        let mut known: BTreeMap<Id, usize> = BTreeMap::new();
        for (at, row) in (0_u32..).zip(csv) {
            let wrong = match row {
                Err(diagnostic) if self.counted => Some(diagnostic.unplaced().under(&at.to_string())),
                Err(diagnostic) => Some(diagnostic.in_file(self.file)),
                Ok(row) => self.row(&row, &mut known).err(),
            };
            if wrong.is_some_and(|diagnostic| !intake.refuse(diagnostic)) {
                return false;
            }
        }
        true
    }

    /// Puts a row to its contribution. Where the row is wrong, so is the contribution.
    fn row(&mut self, row: &Row<'_>, known: &mut BTreeMap<Id, usize>) -> Result<(), Diagnostic> {
        let read = self.read(row);
        // a row without an id that can be read belongs to no contribution
        let Some(id) = self.id(row) else {
            return read.map(|_| ()).map_err(|diagnostic| self.placed(row, diagnostic));
        };
        let next = self.groups.len();
        let at = *known.entry(id).or_insert(next);
        if at == next {
            self.groups.push(Group::default());
        }
        let Some(group) = self.groups.get_mut(at) else { return Ok(()) };
        let wrong = match read {
            Ok(mut contribution) => {
                let mut credits = std::mem::take(&mut contribution.credits);
                match &group.head {
                    Some(head) if *head != contribution => disagreement(head, &contribution),
                    head => {
                        if head.is_none() {
                            group.head = Some(contribution);
                        }
                        group.credits.append(&mut credits);
                        group.rows.push(row.spot);
                        return Ok(());
                    }
                }
            }
            Err(diagnostic) => diagnostic,
        };
        group.spoilt.get_or_insert(spot_told(self.counted, row.spot));
        Err(self.placed(row, wrong))
    }

    fn id(&self, row: &Row<'_>) -> Option<Id> {
        let (at, _) = self.header.find("id")?;
        Id::new(row.cells.get(at)?.0.as_ref()).ok()
    }

    /// The contribution of a row, with its one credit.
    fn read(&self, row: &Row<'_>) -> Result<Contribution, Diagnostic> {
        let columns = self.header.columns();
        if row.cells.len() != columns.len() {
            let diagnostic = Diagnostic::new(Code::ROW_WIDTH).with("found", row.cells.len());
            return Err(diagnostic.with("expected", columns.len()));
        }
        let mut cells = Cells::default();
        for ((_, column), (text, _)) in columns.iter().zip(&row.cells) {
            cells.take(column, text).map_err(|error| error.first().clone().under(&column.name()))?;
        }
        cells.finish()
    }

    /// Hands each contribution over, and refuses the rows of those that are wrong.
    fn hand_over(&mut self, intake: &mut Intake<'_>) {
        for (at, number) in (0..self.groups.len()).zip(0_u32..) {
            let Some(group) = self.groups.get_mut(at) else { return };
            let goes_on = match (group.spoilt, group.head.take()) {
                (Some(line), _) => !intake.sets_aside() || self.refuse_rest(intake, at, line, None),
                (None, Some(mut head)) => {
                    head.credits = std::mem::take(&mut group.credits);
                    match intake.add(number, Record::from(head)) {
                        Ok(()) => true,
                        Err(diagnostic) => self.refuse(intake, number, diagnostic),
                    }
                }
                (None, None) => true,
            };
            if !goes_on {
                return;
            }
        }
    }

    /// Refuses a whole contribution: the row that is wrong for what is wrong with it, and where rows are set aside the
    /// others for its sake.
    fn refuse(&self, intake: &mut Intake<'_>, group: u32, diagnostic: Diagnostic) -> bool {
        let Some(rows) = self.groups.get(place(group)).map(|group| &group.rows) else { return true };
        let (credit, column) = column_of(diagnostic.pointer());
        let wrong = credit.unwrap_or(0);
        let Some(spot) = rows.get(wrong).copied() else { return true };
        let told = self.placed_at(spot, diagnostic.at("").under(&column));
        intake.refuse(told)
            && (!intake.sets_aside()
                || self.refuse_rest(intake, place(group), spot_told(self.counted, spot), Some(wrong)))
    }

    /// Refuses the rows of a contribution for the sake of one that is wrong.
    fn refuse_rest(&self, intake: &mut Intake<'_>, group: usize, line: u32, but: Option<usize>) -> bool {
        let rows = self.groups.get(group).into_iter().flat_map(|group| group.rows.iter().enumerate());
        rows.filter(|(at, _)| Some(*at) != but).all(|(_, spot)| {
            let id = self.csv.row_at(*spot).and_then(|row| self.id(&row));
            let wrong = match self.counted {
                true => format!("row {line}, where the first is row 0"),
                false => format!("on line {line}"),
            };
            let diagnostic = Diagnostic::new(Code::ROW_SPOILT).with("what", wrong);
            let id = id.as_ref().map(Id::as_str).unwrap_or_default();
            intake.refuse(self.placed_at(*spot, diagnostic.with("id", id).under("id")))
        })
    }

    fn placed_at(&self, spot: Spot, diagnostic: Diagnostic) -> Diagnostic {
        match self.csv.row_at(spot) {
            Some(row) => self.placed(&row, diagnostic),
            None => diagnostic.positioned(spot.line, 1),
        }
    }

    /// Fills in the place of the cell a diagnostic is about, and the column's name in the text.
    fn placed(&self, row: &Row<'_>, diagnostic: Diagnostic) -> Diagnostic {
        let column =
            diagnostic.pointer().strip_prefix('/').map(|step| step.replace("~1", "/").replace("~0", "~"));
        let (offset, diagnostic) = match column.and_then(|column| self.header.find(&column)) {
            Some((at, theirs)) => {
                (row.cells.get(at).map(|(_, offset)| *offset), diagnostic.at(format!("/{}", escape(theirs))))
            }
            None => (None, diagnostic),
        };
        if self.counted {
            return diagnostic.under(&spot_told(true, row.spot).to_string());
        }
        let (line, column) = offset.map_or((row.spot.line, 1), |offset| self.csv.place(row.spot, offset));
        diagnostic.positioned(line, column).in_file(self.file)
    }
}

/// The line by which a row is told, or its number where rows are counted.
const fn spot_told(counted: bool, spot: Spot) -> u32 {
    if counted { spot.row.saturating_sub(1) } else { spot.line }
}

/// What two rows of one contribution say differently.
fn disagreement(one: &Contribution, other: &Contribution) -> Diagnostic {
    let (facts_of_one, facts_of_other) = (facts(one), facts(other));
    let lacks = |facts: &[(String, String)], fact: &(String, String)| !facts.contains(fact);
    let column = facts_of_other.iter().find(|fact| lacks(&facts_of_one, fact));
    let column = column.or_else(|| facts_of_one.iter().find(|fact| lacks(&facts_of_other, fact)));
    let column = column.map(|(column, _)| column.as_str()).unwrap_or_default();
    let value = |facts: &[(String, String)]| {
        facts.iter().find(|(name, _)| name == column).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let diagnostic = Diagnostic::new(Code::ROWS_DISAGREE).with("id", &one.id).with("column", column);
    diagnostic.with("one", value(&facts_of_one)).with("other", value(&facts_of_other)).under(column)
}
