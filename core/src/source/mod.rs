//! Reading authored text: YAML or JSON into one tree, and the tree into typed documents with diagnostics that know
//! their place. No domain words live here.

mod build;
pub(crate) mod csv;
mod decode;
mod json;
mod maybe;
mod mistake;
mod tree;
#[cfg(feature = "yaml")]
mod yaml;

use serde::de::DeserializeOwned;

use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::text::normal;

pub(crate) use decode::{EITHER_TOKEN, QUANTITY_TOKEN};
pub(crate) use maybe::Maybe;
pub(crate) use tree::{Entry, Node, Tree};

/// Bytes one document may have.
const MAX_BYTES: usize = 8 << 20;
/// Levels of lists and maps one document may nest: more than a tree of nodes as deep as a framework may have.
const MAX_DEPTH: usize = 160;
/// Values one document may hold.
const MAX_NODES: usize = 1_000_000;

/// A text with the name it goes by in diagnostics.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    text: String,
    file: Option<String>,
    kind: ErrorKind,
    /// How JSON is read: with binary floats, or without.
    json: fn(&str) -> Result<Node, Diagnostic>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, &self.file, self.kind) == (&other.text, &other.file, other.kind)
    }
}

impl Eq for Source {}

impl Source {
    /// Takes the text in, normalised to Unicode's form C.
    pub(crate) fn new(text: &str, file: Option<&str>, kind: ErrorKind) -> Result<Self, Error> {
        let file = file.map(str::to_owned);
        if text.len() > MAX_BYTES {
            let diagnostic =
                Diagnostic::new(Code::TOO_LARGE).with("limit", format_args!("{MAX_BYTES} bytes"));
            return Err(diagnostic.in_file(file.as_deref()).pack().with_kind(kind));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Self { text: normal(text), file, kind, json: json::parse })
    }

    /// As [`Source::new`], of a document of statistics, which are floats by nature: JSON's are taken.
    pub(crate) fn statistical(text: &str, file: Option<&str>, kind: ErrorKind) -> Result<Self, Error> {
        Ok(Self { json: json::statistics, ..Self::new(text, file, kind)? })
    }

    /// The tree of the text.
    pub(crate) fn tree(&self) -> Result<Node, Error> {
        self.parse()
            .map_err(|diagnostic| diagnostic.in_file(self.file.as_deref()).pack().with_kind(self.kind))
    }

    /// The typed document of a tree that was read from this text.
    pub(crate) fn decode<T: DeserializeOwned>(&self, node: &Node) -> Result<T, Error> {
        decoded(node).map_err(|error| self.place(error))
    }

    /// Fills in file, line and column of diagnostics that only know their pointer.
    pub(crate) fn place(&self, error: Error) -> Error {
        let tree = self.parse().ok();
        let error = error.with_kind(self.kind);
        error.map(|diagnostic| match &tree {
            Some(tree) => self.place_in(tree, diagnostic),
            None if diagnostic.line().is_some() => diagnostic,
            None => diagnostic.in_file(self.file.as_deref()),
        })
    }

    /// Fills in file, line and column of a diagnostic that only knows its pointer into this tree.
    pub(crate) fn place_in(&self, tree: &Node, diagnostic: Diagnostic) -> Diagnostic {
        match diagnostic.line() {
            Some(_) => diagnostic,
            None => located(tree, named(tree, diagnostic).in_file(self.file.as_deref())),
        }
    }

    /// Lines and columns of several pointers.
    pub(crate) fn locate(&self, pointers: &[&str]) -> Vec<Option<(u32, u32)>> {
        let tree = self.parse().ok();
        pointers.iter().map(|pointer| tree.as_ref().map(|tree| tree.locate(pointer, false))).collect()
    }

    /// JSON is known by its first signs, so that one text is never read in two ways: `{"`, `{}`, or `[` unless a bare word or key follows.
    #[cfg(feature = "yaml")]
    fn is_json(&self) -> bool {
        let text = self.text.trim_start();
        let object =
            |text: &str| text.strip_prefix('{').map(|rest| rest.trim_start().starts_with(['"', '}']));
        match text.strip_prefix('[') {
            None => object(text) == Some(true),
            Some(list) => {
                let first = list.trim_start();
                object(first).unwrap_or_else(|| !first.starts_with(char::is_alphabetic))
            }
        }
    }

    fn parse(&self) -> Result<Node, Diagnostic> {
        #[cfg(feature = "yaml")]
        if !self.is_json() {
            return yaml::parse(&self.text);
        }
        (self.json)(&self.text)
    }
}

/// A small document read from its text.
pub(crate) fn read<T: DeserializeOwned>(text: &str, kind: ErrorKind) -> Result<T, Error> {
    let source = Source::new(text, None, kind)?;
    source.decode(&source.tree()?)
}

/// One line of JSON Lines, which is JSON whatever it begins with. A diagnostic knows its column.
pub(crate) fn json_line<T: DeserializeOwned>(text: &str) -> Result<T, Diagnostic> {
    let tree = json::parse(&normal(text))?;
    decode(&tree).map_err(|diagnostic| located(&tree, diagnostic))
}

/// Fills in the column of a diagnostic that only knows its pointer into a line of JSON Lines.
pub(crate) fn place_in_line(text: &str, diagnostic: Diagnostic) -> Diagnostic {
    match json::parse(&normal(text)) {
        Ok(tree) if diagnostic.line().is_none() => located(&tree, diagnostic),
        _ => diagnostic,
    }
}

/// Points a diagnostic about a name in a rule at the very place that says it.
fn named(tree: &Node, diagnostic: Diagnostic) -> Diagnostic {
    if ![Code::UNKNOWN_PARAMETER, Code::UNKNOWN_LEVEL].contains(&diagnostic.code()) {
        return diagnostic;
    }
    let id = diagnostic.args().iter().find(|(name, _)| *name == "id").map(|(_, id)| id.as_str());
    match id.and_then(|id| tree.find(diagnostic.pointer(), id)) {
        Some(pointer) => diagnostic.at(pointer),
        None => diagnostic,
    }
}

/// Fills in line and column.
fn located(tree: &Node, diagnostic: Diagnostic) -> Diagnostic {
    let of_keys = [Code::UNKNOWN_FIELD, Code::UNKNOWN_CRITERION, Code::DUPLICATE_KEY, Code::ANSWERED_TWICE];
    let wants_key = of_keys.contains(&diagnostic.code());
    let (line, column) = tree.locate(diagnostic.pointer(), wants_key);
    diagnostic.positioned(line, column)
}

/// The typed document of a tree, or the first thing that is wrong with it.
pub(crate) fn decode<T: DeserializeOwned>(node: &Node) -> Result<T, Diagnostic> {
    decoded(node).map_err(|error| error.first().clone())
}

/// The typed document of a tree, or what is wrong with it.
fn decoded<T: DeserializeOwned>(node: &Node) -> Result<T, Error> {
    T::deserialize(decode::Decoder::new(node)).map_err(mistake::DecodeError::into_error)
}
