//! Templates: lines with named fields and repeated rows. What a template names is checked when it is read, so that a paper
//! never lacks what its template asks for.

use super::PaperKind;
use super::shape::{HEAD, Shape};
use crate::error::{Code, Diagnostic, Error, ErrorKind, Lang, choices};
use crate::text::normal;

/// Characters one template may have, and how deep its rows may stand in one another.
const MAX_BYTES: usize = 1 << 16;
const MAX_DEPTH: usize = 4;

/// The text of a kind of paper in a language: bundled, or a caller's own in its place.
///
/// # Examples
/// ```
/// use thidua::recognition::{PaperKind, Template};
/// use thidua::{Code, Lang};
/// let template = Template::bundled(PaperKind::PublicList, Lang::Vi)?;
/// assert_eq!(template.lang(), Lang::Vi);
/// // what a template names is checked when it is read
/// let wrong = Template::parse(PaperKind::PublicList, Lang::En, "# {titel}\n", None).unwrap_err();
/// assert_eq!(wrong.code(), Code::PAPER_FIELD);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    kind: PaperKind,
    lang: Lang,
    pub(super) nodes: Vec<Node>,
}

/// A line, or lines that are repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Line(Line),
    /// Once for each row, or once where there is none.
    Rows {
        name: String,
        none: bool,
        nodes: Vec<Self>,
    },
}

/// How a line stands on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Title,
    Subtitle,
    Heading,
    Item,
    Row,
    /// Two columns side by side: heads of letters, signatures.
    Pair,
    Text,
}

/// One line; only rows of tables and pairs have more than one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) stands: Stands,
    pub(super) cells: Vec<Vec<Piece>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Field(String),
    Bold,
    Italic,
}

macro_rules! bundled {
    ($kind:expr, $lang:expr; $($name:ident $file:literal)*) => {
        match ($kind, $lang) {
            $((PaperKind::$name, Lang::Vi) => include_str!(concat!("../../../papers/", $file, ".vi.txt")),
            (PaperKind::$name, Lang::En) => include_str!(concat!("../../../papers/", $file, ".en.txt")),)*
        }
    };
}

impl Template {
    /// The bundled template of a kind in a language.
    ///
    /// # Errors
    /// As [`Template::parse`]; those bundled are read by the tests.
    pub fn bundled(kind: PaperKind, lang: Lang) -> Result<Self, Error> {
        Self::parse(kind, lang, Self::source(kind, lang), None)
    }

    /// The text of the bundled template, to begin one of your own with.
    #[must_use]
    pub const fn source(kind: PaperKind, lang: Lang) -> &'static str {
        bundled! { kind, lang;
            Submission "submission"
            Minutes "minutes"
            VotingSheet "voting-sheet"
            Candidates "candidates"
            Notice "notice"
            Achievements "achievements"
            Checklist "checklist"
            PublicList "public-list"
        }
    }

    /// Reads a template; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// With line and column: [`Code::PAPER_FIELD`] for what a paper of the kind does not hold there, [`Code::PAPER_SYNTAX`] for a line
    /// that cannot be read; [`Code::TOO_LARGE`] and [`Code::TOO_DEEP`].
    pub fn parse(kind: PaperKind, lang: Lang, text: &str, file: Option<&str>) -> Result<Self, Error> {
        if text.len() > MAX_BYTES {
            let diagnostic =
                Diagnostic::new(Code::TOO_LARGE).with("limit", format_args!("{MAX_BYTES} bytes"));
            return Err(diagnostic.in_file(file).data());
        }
        let text = normal(text);
        let mut reading = Reading {
            kind,
            scopes: vec![kind.shape()],
            open: vec![(String::new(), false, Vec::new())],
            faults: Vec::new(),
        };
        for (at, line) in text.lines().enumerate() {
            let number = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
            if let Err((diagnostic, column)) = reading.line(line) {
                let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
                reading.faults.push(diagnostic.in_file(file).positioned(number, column));
            }
        }
        let nodes = match reading.open.pop() {
            Some((_, _, nodes)) if reading.open.is_empty() => nodes,
            Some((name, ..)) => {
                reading.faults.push(syntax(&format!("`{name}` is not closed")).in_file(file));
                Vec::new()
            }
            None => Vec::new(),
        };
        reading.faults.truncate(50);
        if reading.faults.is_empty() {
            return Ok(Self { kind, lang, nodes });
        }
        Err(Error::many(ErrorKind::Data, reading.faults))
    }

    /// The kind of paper it is for.
    #[must_use]
    pub const fn kind(&self) -> PaperKind {
        self.kind
    }

    /// Its language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }
}

fn syntax(why: &str) -> Diagnostic {
    Diagnostic::new(Code::PAPER_SYNTAX).with("why", why)
}

/// A fault, and the character it is at.
type Fault = (Diagnostic, usize);

/// A template while it is read.
struct Reading {
    kind: PaperKind,
    /// What may be named: of the whole paper, and of the rows that are open.
    scopes: Vec<&'static Shape>,
    /// The rows that are open, the whole first: their name, whether they are for where there are none, and their lines.
    open: Vec<(String, bool, Vec<Node>)>,
    faults: Vec<Diagnostic>,
}

impl Reading {
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        let bare = line.trim();
        let mark = bare.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        if let Some(name) = mark.and_then(|mark| mark.strip_prefix('#')) {
            return self.begin(name, false);
        }
        if let Some(name) = mark.and_then(|mark| mark.strip_prefix('^')) {
            return self.begin(name, true);
        }
        if let Some(name) = mark.and_then(|mark| mark.strip_prefix('/')) {
            return self.end(name);
        }
        if bare.is_empty() {
            return Ok(());
        }
        let stands = [
            ("# ", Stands::Title),
            ("## ", Stands::Subtitle),
            ("### ", Stands::Heading),
            ("- ", Stands::Item),
            ("| ", Stands::Row),
            ("> ", Stands::Pair),
        ];
        let found = stands.into_iter().find_map(|(sign, stands)| Some((bare.strip_prefix(sign)?, stands)));
        let (rest, stands) = found.unwrap_or((bare, Stands::Text));
        let rest = if stands == Stands::Row { rest.trim_end_matches('|') } else { rest };
        let start = line.chars().count().saturating_sub(rest.chars().count());
        let cells = self.cells(rest, stands, start)?;
        if stands == Stands::Pair && cells.len() != 2 {
            return Err((syntax("two columns are parted by `|`"), 0));
        }
        self.add(Node::Line(Line { stands, cells }));
        Ok(())
    }

    fn add(&mut self, node: Node) {
        if let Some((_, _, nodes)) = self.open.last_mut() {
            nodes.push(node);
        }
    }

    /// Opens rows: those of the paper, or of the rows they stand in. Rows of no other may be named, so that what is written
    /// grows with the paper and not with the template's depth.
    fn begin(&mut self, name: &str, none: bool) -> Result<(), Fault> {
        let here = self.scopes.last().copied();
        let whole = (self.scopes.len() == 1).then_some(&HEAD);
        let all = || here.into_iter().chain(whole).flat_map(|shape| shape.rows);
        let Some((_, shape)) = all().find(|(own, _)| *own == name) else {
            return Err((self.unknown(name, all().map(|(own, _)| *own).collect()), 0));
        };
        if self.open.len() > MAX_DEPTH {
            return Err((Diagnostic::new(Code::TOO_DEEP).with("limit", MAX_DEPTH), 0));
        }
        // where there are none, nothing of a row can be named
        self.scopes.push(if none { here.unwrap_or(&HEAD) } else { shape });
        self.open.push((name.to_owned(), none, Vec::new()));
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        let is_open = self.open.len() > 1 && self.open.last().is_some_and(|(own, ..)| own == name);
        if !is_open {
            return Err((syntax(&format!("`{name}` is not open here")), 0));
        }
        self.scopes.pop();
        if let Some((name, none, nodes)) = self.open.pop() {
            self.add(Node::Rows { name, none, nodes });
        }
        Ok(())
    }

    /// The cells of a line; `start` is the place of its first character.
    fn cells(&self, text: &str, stands: Stands, start: usize) -> Result<Vec<Vec<Piece>>, Fault> {
        let parted = matches!(stands, Stands::Row | Stands::Pair);
        let (mut cells, mut pieces, mut plain) = (Vec::new(), Vec::new(), String::new());
        let mut signs = text.chars().enumerate().peekable();
        let flush = |plain: &mut String, pieces: &mut Vec<Piece>| {
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(plain)));
            }
        };
        while let Some((at, sign)) = signs.next() {
            let at = at.saturating_add(start);
            match sign {
                '\\' => plain.extend(signs.next().map(|(_, literal)| literal)),
                '*' => {
                    flush(&mut plain, &mut pieces);
                    let bold = signs.next_if(|(_, next)| *next == '*').is_some();
                    pieces.push(if bold { Piece::Bold } else { Piece::Italic });
                }
                '{' => {
                    flush(&mut plain, &mut pieces);
                    let mut name = String::new();
                    let closed = loop {
                        match signs.next() {
                            Some((_, '}')) => break true,
                            Some((_, sign)) => name.push(sign),
                            None => break false,
                        }
                    };
                    if !closed {
                        return Err((syntax("a brace is not closed"), at));
                    }
                    self.known(&name).map_err(|diagnostic| (diagnostic, at))?;
                    pieces.push(Piece::Field(name));
                }
                '|' if parted => {
                    flush(&mut plain, &mut pieces);
                    cells.push(trimmed(std::mem::take(&mut pieces)));
                }
                sign => plain.push(sign),
            }
        }
        flush(&mut plain, &mut pieces);
        cells.push(trimmed(pieces));
        Ok(cells)
    }

    /// Whether a field may be named: of the innermost rows, of those around them, of the paper.
    fn known(&self, name: &str) -> Result<(), Diagnostic> {
        let shapes = || self.scopes.iter().rev().copied().chain([&HEAD]);
        if shapes().any(|shape| shape.fields.contains(&name)) {
            return Ok(());
        }
        Err(self.unknown(name, shapes().flat_map(|shape| shape.fields).copied().collect()))
    }

    fn unknown(&self, name: &str, known: Vec<&str>) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::PAPER_FIELD).with("kind", self.kind.name()).with("id", name);
        diagnostic.with("expected", choices(&known)).meant(name, known)
    }
}

/// Without the blanks at both ends of a cell.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        *text = text.trim_end().to_owned();
    }
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    pieces
}
