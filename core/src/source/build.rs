//! The tree as it grows, event by event: one builder for every reader, so that limits and refusals are the same.

use std::collections::BTreeSet;

use super::tree::{Entry, Node, Place, Tree};
use super::{MAX_DEPTH, MAX_NODES};
use crate::error::{Code, Diagnostic};

/// A collection whose end has not been read yet.
enum Open {
    Seq(Place, Vec<Node>),
    Map(Place, Vec<Entry>, Option<(String, Place)>),
}

/// Counts what a document holds, so that hostile input ends early on every machine alike.
#[derive(Default)]
pub(super) struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
}

impl Builder {
    /// Whether a map is open that waits for a key; JSON's own grammar knows.
    #[cfg(feature = "yaml")]
    pub(super) fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Map(_, _, None)))
    }

    /// What stands before a value that is not there, as it is written.
    #[cfg(feature = "yaml")]
    pub(super) fn lead(&self) -> String {
        match self.open.last() {
            Some(Open::Map(_, _, Some((key, _)))) => format!("{key}:"),
            _ => "-".to_owned(),
        }
    }

    /// The number of a map such as `{value: 1,5}`, in which YAML takes the comma for the end of the 1.
    #[cfg(feature = "yaml")]
    pub(super) fn split_number(&self) -> Option<String> {
        match self.open.last() {
            Some(Open::Map(_, entries, Some((key, _)))) => match &entries.last()?.node.tree {
                Tree::Plain(whole) => crate::num::with_point(&format!("{whole},{key}")),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn key(&mut self, text: String, at: Place) {
        if let Some(Open::Map(_, _, key)) = self.open.last_mut() {
            *key = Some((text, at));
        }
    }

    pub(super) fn scalar(&mut self, tree: Tree, at: Place) -> Result<(), Diagnostic> {
        self.count()?;
        self.add(Node { at, tree });
        Ok(())
    }

    pub(super) fn open_seq(&mut self, at: Place) -> Result<(), Diagnostic> {
        self.deeper(Open::Seq(at, Vec::new()))
    }

    pub(super) fn open_map(&mut self, at: Place) -> Result<(), Diagnostic> {
        self.deeper(Open::Map(at, Vec::new(), None))
    }

    pub(super) fn close(&mut self) -> Result<(), Diagnostic> {
        match self.open.pop() {
            Some(Open::Seq(at, items)) => self.add(Node { at, tree: Tree::Seq(items) }),
            Some(Open::Map(at, entries, _)) => {
                unique(&entries).map_err(|diagnostic| self.under(diagnostic))?;
                self.add(Node { at, tree: Tree::Map(entries) });
            }
            None => {}
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Node, Diagnostic> {
        let empty = || Diagnostic::new(Code::SYNTAX).with("detail", "the text is empty").positioned(1, 1);
        self.root.ok_or_else(empty)
    }

    fn deeper(&mut self, open: Open) -> Result<(), Diagnostic> {
        self.count()?;
        if self.open.len() >= MAX_DEPTH {
            return Err(Diagnostic::new(Code::TOO_DEEP).with("limit", MAX_DEPTH));
        }
        self.open.push(open);
        Ok(())
    }

    fn count(&mut self) -> Result<(), Diagnostic> {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > MAX_NODES {
            return Err(Diagnostic::new(Code::TOO_LARGE).with("limit", format_args!("{MAX_NODES} values")));
        }
        Ok(())
    }

    /// Says where reading stopped, in a diagnostic that does not know it yet.
    pub(super) fn placed(&self, diagnostic: Diagnostic, at: Place) -> Diagnostic {
        if diagnostic.line().is_some() {
            return diagnostic;
        }
        self.under(diagnostic.positioned(at.0, at.1))
    }

    /// Puts the way to the value that is being read in front of the pointer.
    fn under(&self, diagnostic: Diagnostic) -> Diagnostic {
        self.open.iter().rev().fold(diagnostic, |diagnostic, open| match open {
            Open::Seq(_, items) => diagnostic.under(&items.len().to_string()),
            Open::Map(_, _, Some((key, _))) => diagnostic.under(key),
            Open::Map(_, _, None) => diagnostic,
        })
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(Open::Seq(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => {
                if let Some((key, key_at)) = key.take() {
                    entries.push(Entry { key, key_at, node });
                }
            }
            None => self.root = Some(node),
        }
    }
}

/// Refuses a key given twice.
fn unique(entries: &[Entry]) -> Result<(), Diagnostic> {
    let mut seen = BTreeSet::new();
    match entries.iter().find(|entry| !seen.insert(&entry.key)) {
        Some(Entry { key, key_at, .. }) => {
            let diagnostic = Diagnostic::new(Code::DUPLICATE_KEY).with("key", key).under(key);
            Err(diagnostic.positioned(key_at.0, key_at.1))
        }
        None => Ok(()),
    }
}
