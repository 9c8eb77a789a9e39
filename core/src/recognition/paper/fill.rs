//! A template filled with what a paper holds: lines of text, ready to be written as Markdown or as a page.

use super::template::{Line, Node, Piece, Stands};
use super::value::{Fields, Value};
use crate::error::Lang;

/// A stretch of text that looks the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// A line of text; a cell that holds a number alone stands to the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) stands: Stands,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) runs: Vec<Run>,
    pub(super) number: bool,
}

impl Cell {
    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}

/// The lines of a template, with rows as often as there are.
pub(super) fn lines(nodes: &[Node], fields: &Fields, lang: Lang) -> Vec<Filled> {
    let mut out = Vec::new();
    walk(nodes, &[fields], lang, &mut out);
    for block in out.chunk_by_mut(|one, other| one.stands == other.stands && one.stands == Stands::Row) {
        narrow(block);
    }
    out
}

/// Leaves out the columns of a table in which nobody has anything; one that the template leaves empty is to be filled in by hand.
fn narrow(table: &mut [Filled]) {
    let Some((head, rows)) = table.split_first().filter(|(_, rows)| !rows.is_empty()) else { return };
    let says = |at: &usize| {
        rows.iter().any(|row| row.cells.get(*at).is_none_or(|cell| cell.runs.is_empty() || !cell.is_empty()))
    };
    let kept: Vec<usize> = (0..head.cells.len()).filter(says).collect();
    for row in table.iter_mut().filter(|row| row.stands == Stands::Row) {
        row.cells = kept.iter().filter_map(|at| row.cells.get(*at).cloned()).collect();
    }
}

fn walk(nodes: &[Node], scopes: &[&Fields], lang: Lang, out: &mut Vec<Filled>) {
    for node in nodes {
        match node {
            Node::Line(line) => {
                let filled = fill(line, scopes, lang);
                // a line that says nothing is left out; in a pair it is the room for a signature
                let says = filled.cells.iter().any(|cell| !cell.is_empty())
                    && (line.stands == Stands::Row || !has_nothing(line, scopes));
                if says || line.stands == Stands::Pair {
                    out.push(filled);
                }
            }
            Node::Rows { name, none, nodes } => {
                let rows = scopes.iter().rev().find_map(|fields| fields.rows.get(name.as_str()));
                let rows = rows.map(Vec::as_slice).unwrap_or_default();
                if *none && rows.is_empty() {
                    walk(nodes, scopes, lang, out);
                }
                for row in rows.iter().filter(|_| !none) {
                    let mut inner = scopes.to_vec();
                    inner.push(row);
                    walk(nodes, &inner, lang, out);
                }
            }
        }
    }
}

/// The value a line names: of the innermost rows that have it.
fn value<'a>(scopes: &[&'a Fields], name: &str) -> Option<&'a Value> {
    scopes.iter().rev().find_map(|fields| fields.values.get(name))
}

/// Whether a line is about fields of which there is none: its other words would lead to nothing.
fn has_nothing(line: &Line, scopes: &[&Fields]) -> bool {
    let fields = line.cells.iter().flatten().filter_map(|piece| match piece {
        Piece::Field(name) => Some(value(scopes, name)),
        _ => None,
    });
    let mut named = fields.peekable();
    named.peek().is_some() && named.all(|value| value == Some(&Value::Nothing))
}

fn fill(line: &Line, scopes: &[&Fields], lang: Lang) -> Filled {
    let cell = |pieces: &Vec<Piece>| {
        let (mut bold, mut italic) = (false, false);
        let mut runs: Vec<Run> = Vec::new();
        for piece in pieces {
            let text = match piece {
                Piece::Text(text) => text.clone(),
                Piece::Field(name) => value(scopes, name).unwrap_or(&Value::Blank).shown(lang),
                Piece::Bold => {
                    bold = !bold;
                    continue;
                }
                Piece::Italic => {
                    italic = !italic;
                    continue;
                }
            };
            match runs.last_mut().filter(|run| (run.bold, run.italic) == (bold, italic)) {
                Some(run) => run.text.push_str(&text),
                None => runs.push(Run { text, bold, italic }),
            }
        }
        let number = match pieces.as_slice() {
            [Piece::Field(name)] => value(scopes, name).is_some_and(Value::is_number),
            _ => false,
        };
        Cell { runs, number }
    };
    Filled { stands: line.stands, cells: line.cells.iter().map(cell).collect() }
}
