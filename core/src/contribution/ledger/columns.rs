//! The columns of a table of credits: what each one says, and how a cell becomes part of a contribution.

use super::record::{Contribution, Credit, Status};
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::maturity::Evidence;
use crate::num::{Exact, Fraction};
use crate::text::{Id, gathered, normal};

/// How many columns a table may have.
const MOST: usize = 1000;

/// The columns there are, beside `quantity:` and `attribute:` with a name.
const PLAIN: [&str; 18] = [
    "id",
    "on",
    "from",
    "until",
    "recorded",
    "kind",
    "to",
    "role",
    "share",
    "position",
    "achievement",
    "verified_by",
    "reported_by",
    "status",
    "corrects",
    "collection",
    "note",
    "evidence",
];

/// What a column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Plain(&'static str),
    Quantity(Id),
    Attribute(Id),
    /// The caller said that it is not to be read.
    Left,
}

/// What one row says.
#[derive(Debug, Default)]
pub(super) struct Cells {
    texts: Vec<(&'static str, Id)>,
    dates: Vec<(&'static str, Date)>,
    share: Option<Fraction>,
    position: Option<u32>,
    status: Option<Status>,
    note: Option<String>,
    evidence: Option<String>,
    quantities: Vec<(Id, Exact)>,
    attributes: Vec<(Id, Id)>,
}

impl Column {
    /// The column of that name.
    pub(super) fn named(name: &str) -> Result<Self, Diagnostic> {
        let id = |name: &str| Id::new(name).map_err(|error| error.first().clone());
        if let Some(quantity) = name.strip_prefix("quantity:") {
            return Ok(Self::Quantity(id(quantity)?));
        }
        if let Some(attribute) = name.strip_prefix("attribute:") {
            return Ok(Self::Attribute(id(attribute)?));
        }
        PLAIN.iter().find(|plain| **plain == name).map(|plain| Self::Plain(plain)).ok_or_else(|| {
            let known: Vec<String> = PLAIN.iter().map(|plain| format!("`{plain}`")).collect();
            let expected = format!("{}, `quantity:…`, `attribute:…`", known.join(", "));
            let diagnostic = Diagnostic::new(Code::UNKNOWN_FIELD).with("field", name);
            diagnostic.with("expected", expected).meant(name, PLAIN)
        })
    }

    /// Whether it goes by that name here.
    fn is(&self, name: &str) -> bool {
        match self {
            Self::Plain(plain) => *plain == name,
            Self::Quantity(id) => name.strip_prefix("quantity:") == Some(id.as_str()),
            Self::Attribute(id) => name.strip_prefix("attribute:") == Some(id.as_str()),
            Self::Left => false,
        }
    }

    /// The name it goes by here.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Plain(name) => (*name).to_owned(),
            Self::Quantity(name) => format!("quantity:{name}"),
            Self::Attribute(name) => format!("attribute:{name}"),
            Self::Left => String::new(),
        }
    }
}

impl Cells {
    /// Takes in a cell; an empty one says nothing.
    pub(super) fn take(&mut self, column: &Column, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        match column {
            Column::Left => {}
            Column::Quantity(name) => self.quantities.push((name.clone(), Exact::parse(text)?)),
            Column::Attribute(name) => self.attributes.push((name.clone(), Id::new(text)?)),
            Column::Plain(name @ ("on" | "from" | "until" | "recorded")) => {
                self.dates.push((name, Date::parse(text)?));
            }
            Column::Plain("share") => self.share = Some(Fraction::parse(text)?),
            Column::Plain("position") => self.position = Some(position(text)?),
            Column::Plain("status") => self.status = Some(status(text)?),
            Column::Plain("note") => self.note = Some(normal(text)),
            Column::Plain("evidence") => self.evidence = Some(normal(text)),
            Column::Plain(name) => self.texts.push((name, Id::new(text)?)),
        }
        Ok(())
    }

    fn text(&mut self, name: &str) -> Option<Id> {
        let at = self.texts.iter().position(|(column, _)| *column == name)?;
        Some(self.texts.swap_remove(at).1)
    }

    fn date(&self, name: &str) -> Option<Date> {
        self.dates.iter().find(|(column, _)| *column == name).map(|(_, day)| *day)
    }

    /// The contribution with its one credit.
    pub(super) fn finish(mut self) -> Result<Contribution, Diagnostic> {
        let missing =
            |field: &'static str| Diagnostic::new(Code::MISSING_FIELD).with("field", field).under(field);
        let id = self.text("id").ok_or_else(|| missing("id"))?;
        let kind = self.text("kind").ok_or_else(|| missing("kind"))?;
        let to = self.text("to").ok_or_else(|| missing("to"))?;
        let credit =
            Credit { to, role: self.text("role"), share: self.share.take(), position: self.position };
        let (from, until) = (self.date("from"), self.date("until"));
        let over = (from.is_some() || until.is_some()).then(|| Period::new(from, until)).transpose();
        let over = over.map_err(|error| error.first().clone().under("until"))?;
        Ok(Contribution {
            id,
            on: self.date("on"),
            over,
            recorded: self.date("recorded"),
            kind,
            credits: vec![credit],
            achievement: self.text("achievement"),
            evidence: self.evidence.iter().map(|text| Evidence::new(text, None, None)).collect(),
            verified_by: self.text("verified_by"),
            reported_by: self.text("reported_by"),
            status: self.status,
            corrects: self.text("corrects"),
            collection: self.text("collection"),
            note: self.note,
            quantities: gathered(self.quantities),
            attributes: gathered(self.attributes),
        })
    }
}

fn position(text: &str) -> Result<u32, Error> {
    let exact = Exact::parse(text)?.to_string();
    exact.parse().map_err(|_| {
        let diagnostic = Diagnostic::new(Code::WRONG_TYPE).with("expected", "a whole number");
        diagnostic.with("found", format_args!("`{text}`")).data()
    })
}

fn status(text: &str) -> Result<Status, Error> {
    const WORDS: [(&str, Status); 4] = [
        ("claimed", Status::Claimed),
        ("verified", Status::Verified),
        ("disputed", Status::Disputed),
        ("reversed", Status::Reversed),
    ];
    let found = WORDS.iter().find(|(word, _)| *word == text).map(|(_, status)| *status);
    found.ok_or_else(|| {
        let names = WORDS.map(|(word, _)| word);
        let expected = names.map(|word| format!("`{word}`")).join(", ");
        let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", text).with("expected", expected);
        diagnostic.meant(text, names).data()
    })
}

/// What a contribution says beside its credits, by column.
pub(super) fn facts(record: &Contribution) -> Vec<(String, String)> {
    fn shown(value: Option<impl std::fmt::Display>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let over = record.over.unwrap_or_default();
    let mut facts: Vec<(String, String)> = [
        ("on", shown(record.on)),
        ("from", shown(over.from())),
        ("until", shown(over.until())),
        ("recorded", shown(record.recorded)),
        ("kind", record.kind.to_string()),
        ("achievement", shown(record.achievement.as_ref())),
        ("verified_by", shown(record.verified_by.as_ref())),
        ("reported_by", shown(record.reported_by.as_ref())),
        ("status", record.status.map(|status| format!("{status:?}").to_lowercase()).unwrap_or_default()),
        ("corrects", shown(record.corrects.as_ref())),
        ("collection", shown(record.collection.as_ref())),
        ("note", shown(record.note.as_ref())),
        ("evidence", shown(record.evidence.first().map(Evidence::reference))),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    facts.extend(
        record.quantities.iter().map(|(name, value)| (format!("quantity:{name}"), value.to_string())),
    );
    facts.extend(
        record.attributes.iter().map(|(name, value)| (format!("attribute:{name}"), value.to_string())),
    );
    facts
}

/// The column that a pointer into a contribution is about, and the place of the credit it is in.
pub(super) fn column_of(pointer: &str) -> (Option<usize>, String) {
    let unescaped = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    match steps.as_slice() {
        ["contribution", rest @ ..] => match rest {
            ["credits", credit, field @ ..] => {
                (credit.parse().ok(), field.first().map_or("to", |name| name).to_owned())
            }
            ["credits"] => (None, "share".to_owned()),
            ["over", end] => (None, (*end).to_owned()),
            ["quantities", name] => (None, format!("quantity:{}", unescaped(name))),
            ["attributes", name] => (None, format!("attribute:{}", unescaped(name))),
            [name, ..] => (None, (*name).to_owned()),
            [] => (None, "on".to_owned()),
        },
        [name, ..] => (None, (*name).to_owned()),
        [] => (None, String::new()),
    }
}

/// The header of a table: what each of its columns is.
pub(super) struct Header {
    /// By the name in the text.
    columns: Vec<(String, Column)>,
}

impl Header {
    /// Reads the header; the place of a diagnostic is that of the cell, told by its number.
    pub(super) fn new(
        cells: &[&str],
        named: &[(String, Option<String>)],
    ) -> Result<Self, (usize, Diagnostic)> {
        if cells.len() > MOST {
            let diagnostic = Diagnostic::new(Code::TOO_LARGE).with("limit", format_args!("{MOST} columns"));
            return Err((MOST, diagnostic));
        }
        let mut columns: Vec<(String, Column)> = Vec::with_capacity(cells.len());
        for (at, cell) in cells.iter().enumerate() {
            let name = normal(cell);
            let placed = |diagnostic: Diagnostic| (at, diagnostic.at(format!("/{}", escape(&name))));
            let column = match named.iter().find(|(theirs, _)| *theirs == name) {
                Some((_, None)) => Column::Left,
                Some((_, Some(ours))) => Column::named(ours).map_err(placed)?,
                None => Column::named(&name).map_err(placed)?,
            };
            let twice = columns
                .iter()
                .any(|(other, known)| *other == name || (column != Column::Left && *known == column));
            if twice {
                return Err(placed(Diagnostic::new(Code::DUPLICATE_KEY).with("key", &name)));
            }
            columns.push((name, column));
        }
        let missing = |name: &str| {
            let diagnostic = Diagnostic::new(Code::MISSING_FIELD).with("field", name);
            (0, diagnostic.meant(name, columns.iter().map(|(theirs, _)| theirs.as_str())))
        };
        // a name the caller gives for a column that is not there would change nothing, in silence
        if let Some((theirs, _)) =
            named.iter().find(|(theirs, _)| columns.iter().all(|(name, _)| name != theirs))
        {
            return Err(missing(theirs));
        }
        for needed in ["id", "kind", "to"] {
            if columns.iter().all(|(_, column)| *column != Column::Plain(needed)) {
                return Err(missing(needed));
            }
        }
        Ok(Self { columns })
    }

    pub(super) fn columns(&self) -> &[(String, Column)] {
        &self.columns
    }

    /// The place and the name in the text of a column by its name here.
    pub(super) fn find(&self, ours: &str) -> Option<(usize, &str)> {
        let found = self.columns.iter().enumerate().find(|(_, (_, column))| column.is(ours));
        found.map(|(at, (theirs, _))| (at, theirs.as_str()))
    }
}
