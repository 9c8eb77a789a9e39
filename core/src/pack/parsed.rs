//! A pack's text taken apart: the header every pack has, and the body of its kind.

use super::Body;
use super::header::{HEADER_FIELDS, Header, Kind};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::source::{Node, Source};

/// A pack's text taken apart, before it is checked as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Parsed<B> {
    pub(crate) header: Header,
    pub(crate) body: B,
    pub(crate) source: Source,
}

impl<B: Body> Parsed<B> {
    pub(crate) fn new(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Pack)?;
        let tree = source.tree()?;
        let not_a_map = || {
            let diagnostic =
                Diagnostic::new(Code::WRONG_TYPE).with("expected", "a map").with("found", tree.tree.found());
            source.place(diagnostic.pack())
        };
        let (header, body) = tree.split(&HEADER_FIELDS).ok_or_else(not_a_map)?;
        other_kind(&tree, B::KIND).map_err(|diagnostic| source.place(diagnostic.pack()))?;
        // the body is read first: a misspelt key of the header is found there
        let body = source.decode::<B>(&body).map_err(|error| {
            error.map(|diagnostic| {
                let top = diagnostic.code() == Code::UNKNOWN_FIELD
                    && diagnostic.pointer().matches('/').count() == 1;
                if top { diagnostic.also_known(&HEADER_FIELDS) } else { diagnostic }
            })
        })?;
        let header = source.decode::<Header>(&header)?;
        Ok(Self { header, body, source })
    }
}

/// A pack of another kind is told from one with mistakes.
fn other_kind(tree: &Node, kind: Kind) -> Result<(), Diagnostic> {
    let entry = tree.entries().into_iter().flatten().find(|entry| entry.key == "kind");
    let written = entry.and_then(|entry| entry.node.text());
    match written.and_then(Kind::named) {
        Some(other) if other != kind => Err(Diagnostic::new(Code::OTHER_KIND)
            .with("found", other.name())
            .with("expected", kind.name())
            .at("/kind")),
        _ => Ok(()),
    }
}
