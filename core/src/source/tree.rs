//! The tree every reader yields: scalars keep the text they were written with.

use crate::error::escape;

/// Line and column, counted from 1.
pub(crate) type Place = (u32, u32);

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) at: Place,
    pub(crate) tree: Tree,
}

/// One entry of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_at: Place,
    pub(crate) node: Node,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    /// A bare YAML scalar, or a float of JSON: text or number, as its reader wants.
    Plain(String),
    /// A quoted scalar.
    Quoted(String),
    /// A JSON integer: a number only.
    Integer(String),
    Seq(Vec<Node>),
    Map(Vec<Entry>),
}

impl Tree {
    pub(crate) fn found(&self) -> String {
        match self {
            Self::Null => "nothing".to_owned(),
            Self::Bool(value) => format!("the boolean `{value}`"),
            Self::Plain(text) | Self::Quoted(text) => format!("`{text}`"),
            Self::Integer(text) => format!("the number `{text}`"),
            Self::Seq(_) => "a list".to_owned(),
            Self::Map(_) => "a map".to_owned(),
        }
    }
}

impl Node {
    /// The entries of a map.
    pub(crate) fn entries(&self) -> Option<&[Entry]> {
        match &self.tree {
            Tree::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match &self.tree {
            Tree::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a scalar that may be text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.tree {
            Tree::Plain(text) | Tree::Quoted(text) => Some(text),
            _ => None,
        }
    }

    /// Two maps: the entries whose keys are named, and the others.
    pub(crate) fn split(&self, names: &[&str]) -> Option<(Self, Self)> {
        let (named, others) =
            self.entries()?.iter().cloned().partition(|entry| names.contains(&entry.key.as_str()));
        Some((Self { at: self.at, tree: Tree::Map(named) }, Self { at: self.at, tree: Tree::Map(others) }))
    }

    /// The pointer to the first scalar of this text at a pointer or below it.
    pub(super) fn find(&self, pointer: &str, text: &str) -> Option<String> {
        let node = pointer.split('/').skip(1).try_fold(self, |node, step| node.child(step))?;
        node.leads_to(text).map(|rest| format!("{pointer}{rest}"))
    }

    fn leads_to(&self, text: &str) -> Option<String> {
        let below = |step: &str, node: &Self| node.leads_to(text).map(|rest| format!("/{step}{rest}"));
        match &self.tree {
            Tree::Map(entries) => entries.iter().find_map(|entry| below(&escape(&entry.key), &entry.node)),
            Tree::Seq(items) => items.iter().enumerate().find_map(|(at, item)| below(&at.to_string(), item)),
            _ => (self.text() == Some(text)).then(String::new),
        }
    }

    fn child(&self, step: &str) -> Option<&Self> {
        match &self.tree {
            Tree::Map(entries) => {
                entries.iter().find(|entry| escape(&entry.key) == step).map(|entry| &entry.node)
            }
            Tree::Seq(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// Where the pointer leads, or the nearest place above it.
    pub(super) fn locate(&self, pointer: &str, wants_key: bool) -> Place {
        let mut node = self;
        let mut place = self.at;
        for step in pointer.split('/').skip(1) {
            let next = match &node.tree {
                Tree::Map(entries) => entries
                    .iter()
                    .find(|entry| escape(&entry.key) == step)
                    .map(|entry| (&entry.node, if wants_key { entry.key_at } else { entry.node.at })),
                Tree::Seq(items) => {
                    step.parse().ok().and_then(|i: usize| items.get(i)).map(|item| (item, item.at))
                }
                _ => None,
            };
            let Some((found, at)) = next else { break };
            (node, place) = (found, at);
        }
        place
    }
}
