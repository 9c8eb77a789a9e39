//! Comma-separated values, strictly as RFC 4180 has them: what other readers guess at is an error here. Lines may end with
//! a line feed alone, and blank ones are passed over.

use std::borrow::Cow;

use crate::error::{Code, Diagnostic};

/// Bytes one row, or one line of JSON Lines, may have.
pub(crate) const MAX_LINE: usize = 1 << 20;

/// A row with more.
pub(crate) fn too_long() -> Diagnostic {
    Diagnostic::new(Code::TOO_LARGE).with("limit", format_args!("{MAX_LINE} bytes")).positioned(1, 1)
}

/// The rows of a text.
#[derive(Debug, Clone)]
pub(crate) struct Csv<'a> {
    text: &'a str,
    spot: Spot,
}

/// Where a row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    offset: usize,
    /// Counted from 1.
    pub(crate) line: u32,
    /// Counted from 0, the header among them.
    pub(crate) row: u32,
}

/// The value of a cell, and where it begins.
pub(crate) type Cell<'a> = (Cow<'a, str>, usize);

/// One row.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) spot: Spot,
    pub(crate) cells: Vec<Cell<'a>>,
}

impl<'a> Csv<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, spot: Spot { offset: 0, line: 1, row: 0 } }
    }

    /// The row that begins there.
    pub(crate) fn row_at(&self, spot: Spot) -> Option<Row<'a>> {
        Self { text: self.text, spot }.next()?.ok()
    }

    /// Line and column of a byte in the row that begins there.
    pub(crate) fn place(&self, row: Spot, offset: usize) -> (u32, u32) {
        let before = self.text.get(row.offset..offset).unwrap_or_default();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let line = row.line.saturating_add(count(before.matches('\n').count()));
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        (line, count(column).saturating_add(1))
    }

    /// Goes on at the line after this one.
    fn next_line(&mut self, from: usize) {
        let rest = self.text.get(from..).unwrap_or_default();
        let passed = rest.find('\n').map_or(rest.len(), |at| at.saturating_add(1));
        self.pass_to(from.saturating_add(passed));
    }

    fn pass_to(&mut self, offset: usize) {
        let passed = self.text.get(self.spot.offset..offset).unwrap_or_default();
        let lines = u32::try_from(passed.matches('\n').count()).unwrap_or(u32::MAX);
        self.spot = Spot { offset, line: self.spot.line.saturating_add(lines), row: self.spot.row };
    }

    /// The cells of the row that begins here, and where the next one begins.
    fn cells(&self) -> Result<(Vec<Cell<'a>>, usize), Diagnostic> {
        let mut cells = Vec::new();
        let mut at = self.spot.offset;
        loop {
            let (value, end) = self.cell(at)?;
            cells.push((value, at));
            if end.saturating_sub(self.spot.offset) > MAX_LINE {
                return Err(too_long().positioned(self.spot.line, 1));
            }
            let rest = self.text.get(end..).unwrap_or_default();
            if rest.starts_with(',') {
                at = end.saturating_add(1);
                continue;
            }
            let ended = [("\r\n", 2), ("\n", 1)].iter().find(|(sign, _)| rest.starts_with(sign));
            return match ended {
                Some((_, length)) => Ok((cells, end.saturating_add(*length))),
                None if rest.is_empty() => Ok((cells, end)),
                None if rest.starts_with('\r') => {
                    Err(self.wrong("a carriage return without a line feed", end))
                }
                None => Err(self.wrong("a comma or the end of the line must follow the closing quote", end)),
            };
        }
    }

    /// The value of the cell that begins there, and where it ends.
    fn cell(&self, at: usize) -> Result<(Cow<'a, str>, usize), Diagnostic> {
        let rest = self.text.get(at..).unwrap_or_default();
        let Some(quoted) = rest.strip_prefix('"') else {
            let length = rest.find([',', '"', '\n', '\r']).unwrap_or(rest.len());
            let end = at.saturating_add(length);
            let value = rest.get(..length).unwrap_or_default();
            return match rest.get(length..) {
                Some(next) if next.starts_with('"') => {
                    Err(self.wrong("a quote inside a cell that does not begin with one", end))
                }
                _ => Ok((Cow::Borrowed(value), end)),
            };
        };
        let mut value = Cow::Borrowed("");
        let mut from = 0_usize;
        loop {
            let open = quoted.get(from..).unwrap_or_default();
            let found = open.find('"').filter(|found| from.saturating_add(*found) <= MAX_LINE);
            let Some(found) = found else { return Err(self.wrong("a quote that is not closed", at)) };
            let piece = open.get(..found).unwrap_or_default();
            if value.is_empty() {
                value = Cow::Borrowed(piece);
            } else {
                value.to_mut().push_str(piece);
            }
            let after = from.saturating_add(found).saturating_add(1);
            if !quoted.get(after..).unwrap_or_default().starts_with('"') {
                return Ok((value, at.saturating_add(1).saturating_add(after)));
            }
            value.to_mut().push('"');
            from = after.saturating_add(1);
        }
    }

    fn wrong(&self, detail: &str, offset: usize) -> Diagnostic {
        let (line, column) = self.place(self.spot, offset);
        Diagnostic::new(Code::SYNTAX).with("detail", detail).positioned(line, column)
    }
}

impl<'a> Iterator for Csv<'a> {
    type Item = Result<Row<'a>, Diagnostic>;

    /// The next row. After a row that is wrong, reading goes on at the line after the one it began on.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.spot.offset..).filter(|rest| !rest.is_empty())?;
            if !rest.starts_with('\n') && !rest.starts_with("\r\n") {
                break;
            }
            self.next_line(self.spot.offset);
        }
        let spot = self.spot;
        self.spot.row = spot.row.saturating_add(1);
        match self.cells() {
            Ok((cells, end)) => {
                self.pass_to(end);
                Some(Ok(Row { spot, cells }))
            }
            Err(diagnostic) => {
                self.next_line(spot.offset);
                Some(Err(diagnostic))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Vec<String>, (u32, u32)>> {
        let cells = |row: Row<'_>| row.cells.into_iter().map(|(cell, _)| cell.into_owned()).collect();
        let place = |error: Diagnostic| (error.line().unwrap(), error.column().unwrap());
        Csv::new(text).map(|row| row.map(cells).map_err(place)).collect()
    }

    #[test]
    fn rows_as_the_standard_has_them() {
        let good = |text, expect: &[&[&str]]| {
            let rows: Vec<Vec<String>> = read(text).into_iter().map(Result::unwrap).collect();
            assert_eq!(rows, expect, "{text:?}");
        };
        good("", &[]);
        good("\n\r\n", &[]);
        good("a,b", &[&["a", "b"]]);
        good("a,b\r\nc,d\n", &[&["a", "b"], &["c", "d"]]);
        good(",\n", &[&["", ""]]);
        good("a,\n", &[&["a", ""]]);
        good("\"\"\n", &[&[""]]);
        good("\"a,\"\"b\"\"\r\nc\",d\n\ne", &[&["a,\"b\"\r\nc", "d"], &["e"]]);
        good("\"\"\"\"", &[&["\""]]);
        good("\"\"\"\"\"\"", &[&["\"\""]]);
        good("ế, ố ", &[&["ế", " ố "]]);
    }

    #[test]
    fn what_readers_disagree_about_is_refused_with_its_place() {
        assert_eq!(read("ế,b\"c\nd"), [Err((1, 4)), Ok(vec!["d".to_owned()])]);
        assert_eq!(read("a,\"b\"c\nd"), [Err((1, 6)), Ok(vec!["d".to_owned()])]);
        assert_eq!(read("x\na,\"b\nd"), [Ok(vec!["x".to_owned()]), Err((2, 3)), Ok(vec!["d".to_owned()])]);
        assert_eq!(read("\"a\nb\"c"), [Err((2, 3)), Err((2, 2))]);
        assert_eq!(read("a\rb"), [Err((1, 2))]);
        assert_eq!(read(&format!("{},b\nc", "x".repeat(MAX_LINE))).len(), 2);
        assert_eq!(read(&format!("x{},b\nc", "x".repeat(MAX_LINE))).first(), Some(&Err((1, 1))));
    }
}
