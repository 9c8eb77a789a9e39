//! A ledger from text: JSON Lines a line at a time, or a list in JSON or YAML.

use super::Ledger;
use super::intake::Intake;
use super::options::ReadOptions;
use super::record::Record;
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::source::csv::{MAX_LINE, too_long};
use crate::source::{Source, decode, json_line, place_in_line};

impl Ledger {
    /// Reads a ledger from JSON Lines (a record a line, blank lines allowed), or from a list of records in JSON or YAML;
    /// `file` is the name it goes by in diagnostics. A text that begins with `[` is a list in JSON, one that begins with
    /// `-` or `#` a list in YAML, any other JSON Lines.
    ///
    /// # Errors
    /// A data error that lists the first rows that are wrong, each with line, column and pointer, unless they are set
    /// aside.
    ///
    /// # Examples
    /// ```
    /// use thidua::ledger::{OnBad, ReadOptions};
    /// use thidua::{Code, Ledger};
    /// let text = r#"
    /// {"collection": {"id": "newsroom", "disclosed": "2025-01-15"}}
    /// {"contribution": {"id": "c-1", "on": "2025-03-04", "kind": "story", "credits": [{"to": "p-017"}]}}
    /// {"contribution": {"id": "c-2", "on": "2025-01-04", "kind": "story", "credits": [{"to": "p-017"}]}}
    /// "#;
    /// let error = Ledger::parse(text, Some("ledger.jsonl"), &ReadOptions::default()).unwrap_err();
    /// assert_eq!((error.code(), error.first().line()), (Code::NOT_DISCLOSED, Some(4)));
    ///
    /// let ledger = Ledger::parse(text, None, &ReadOptions::default().on_bad(OnBad::SetAside))?;
    /// assert_eq!((ledger.contributions(), ledger.set_aside().count()), (1, 1));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn parse(text: &str, file: Option<&str>, options: &ReadOptions) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match text.trim_start().starts_with(['[', '-', '#']) {
            true => list(text, file, options),
            false => lines(text, file, options),
        }
    }
}

fn lines(text: &str, file: Option<&str>, options: &ReadOptions) -> Result<Ledger, Error> {
    let mut intake = Intake::new(options);
    let lines: Vec<&str> = text.lines().collect();
    let placed = |row: u32, diagnostic: Diagnostic| {
        if options.counted {
            return diagnostic.unplaced().under(&row.to_string());
        }
        let line = lines.get(super::symbol::place(row)).copied().unwrap_or_default();
        let diagnostic = place_in_line(line, diagnostic);
        let column = diagnostic.column().unwrap_or(1);
        diagnostic.positioned(row.saturating_add(1), column).in_file(file)
    };
    for (row, line) in (0..).zip(&lines).filter(|(_, line)| !line.trim().is_empty()) {
        let read = if line.len() > MAX_LINE { Err(too_long()) } else { json_line::<Record>(line) };
        if let Err(diagnostic) = read.and_then(|record| intake.add(row, record))
            && !intake.refuse(placed(row, diagnostic))
        {
            break;
        }
    }
    intake.finish(|intake, row, diagnostic| intake.refuse(placed(row, diagnostic)))
}

fn list(text: &str, file: Option<&str>, options: &ReadOptions) -> Result<Ledger, Error> {
    let source = Source::new(text, file, ErrorKind::Data)?;
    let tree = source.tree()?;
    let Some(items) = tree.items() else {
        let diagnostic = Diagnostic::new(Code::WRONG_TYPE).with("expected", "a list");
        let diagnostic = diagnostic.with("found", tree.tree.found());
        return Err(source.place_in(&tree, diagnostic).data());
    };
    let mut intake = Intake::new(options);
    let placed =
        |row: u32, diagnostic: Diagnostic| source.place_in(&tree, diagnostic.under(&row.to_string()));
    for (row, item) in (0..).zip(items) {
        if let Err(diagnostic) = decode::<Record>(item).and_then(|record| intake.add(row, record))
            && !intake.refuse(placed(row, diagnostic))
        {
            break;
        }
    }
    intake.finish(|intake, row, diagnostic| intake.refuse(placed(row, diagnostic)))
}
