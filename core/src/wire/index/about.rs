//! What an index says of itself: identity, levels and nodes.

use serde::Serialize;

use crate::canonical;
use crate::cohort::CohortFramework;
use crate::cohort::document::Node;
use crate::date::Period;
use crate::text::{Id, Text};

/// Identity of a cohort framework, its levels, and its nodes in the pack's order: wholes before their parts.
#[must_use]
pub fn cohort(framework: &CohortFramework) -> String {
    #[derive(Serialize)]
    struct Identity<'a> {
        digest: &'a str,
        edition: &'a str,
        id: &'a str,
        in_force: Period,
        levels: Vec<Level<'a>>,
        name: String,
        nodes: Vec<Named<'a>>,
        title: &'a Text,
    }
    #[derive(Serialize)]
    struct Level<'a> {
        id: &'a Id,
        label: &'a Text,
    }
    let body = &framework.0.body;
    let mut nodes = Vec::new();
    body.index.iter().for_each(|index| walk(index, None, &mut nodes));
    canonical::text(&Identity {
        digest: framework.digest(),
        edition: framework.edition(),
        id: framework.id(),
        in_force: framework.in_force(),
        levels: body.levels.iter().map(|level| Level { id: &level.id, label: &level.label }).collect(),
        name: framework.name(),
        nodes,
        title: framework.title(),
    })
}

/// A node that has an id: one used once more is told where it is defined.
#[derive(Serialize)]
struct Named<'a> {
    /// Of an indicator: the column of the table.
    column: Option<&'a str>,
    id: &'a Id,
    label: Option<&'a Text>,
    parent: Option<&'a Id>,
}

fn walk<'a>(node: &'a Node, parent: Option<&'a Id>, nodes: &mut Vec<Named<'a>>) {
    let Some(id) = &node.id else { return };
    let indicator = node.children.is_empty() && node.constant.is_none();
    let column = indicator.then(|| node.column.as_deref().unwrap_or(id.as_str()));
    nodes.push(Named { column, id, label: node.label.as_ref(), parent });
    node.children.iter().for_each(|child| walk(child, Some(id), nodes));
}
