//! What is named in an index must exist, every node must be of one kind, and no node may need itself.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Body, Node, Stage, quantities};
use super::impute::Impute;
use crate::error::{Code, Diagnostic};
use crate::pack::{Findings, Header, kept};
use crate::text::Id;

/// Nodes one index may have.
const MOST_NODES: usize = 2_000;

/// Checks everything that can be told without numbers.
pub(super) fn check(header: &Header, body: &Body, findings: &Findings) {
    let mut nodes = Vec::new();
    let missing = |field: &'static str| {
        findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", field).at("/"))
    };
    match &body.index {
        Some(index) => gather(index, "/index".to_owned(), None, &mut nodes),
        None => missing("index"),
    }
    if body.publish.is_none() {
        missing("publish");
    }
    if let Some(id) = body.extend_index.keys().next() {
        let why = "a file that extends nothing has no open nodes to fill";
        findings.push(kept(id.as_str(), why).at("/extend_index"));
    }
    if nodes.len() > MOST_NODES {
        let limit = format!("{MOST_NODES} nodes");
        findings.push(Diagnostic::new(Code::TOO_LARGE).with("limit", limit).at("/index"));
        return;
    }
    let mut known: BTreeMap<&Id, &Node> = BTreeMap::new();
    for Seen { node, at, cite } in &nodes {
        shape(node, at, findings);
        let Some(id) = &node.id else { continue };
        if known.insert(id, node).is_some() {
            findings.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", id).at(format!("{at}/id")));
        }
        match cite {
            Some(cite) => header.check_cite(cite, &format!("{at}/cite"), findings),
            None => findings.push(Diagnostic::new(Code::UNCITED).with("id", id).at(at)),
        }
    }
    for Seen { node, at, .. } in &nodes {
        let named = node.again.iter().map(|id| (id, format!("{at}/use")));
        let zeroed = node.zeroed_by.iter().enumerate();
        let zeroed = zeroed.map(|(place, id)| (id, format!("{at}/zeroed_by/{place}")));
        for (id, at) in named.chain(zeroed) {
            if !known.contains_key(id) {
                let near = known.keys().map(|id| id.as_str());
                findings
                    .push(Diagnostic::new(Code::UNKNOWN_NODE).with("id", id).meant(id.as_str(), near).at(at));
            }
        }
        let mut own = BTreeSet::new();
        for id in node.children.iter().filter_map(|child| child.id.as_ref().or(child.again.as_ref())) {
            if !own.insert(id) {
                findings
                    .push(Diagnostic::new(Code::DUPLICATE_ID).with("id", id).at(format!("{at}/children")));
            }
        }
    }
    circles(&known, findings);
    stages(body, &known, findings);
    if let Some(flags) = &body.flags {
        header.check_cite(&flags.cite, "/flags/cite", findings);
    }
    for (at, level) in body.levels.iter().enumerate() {
        header.check_cite(&level.cite, &format!("/levels/{at}/cite"), findings);
    }
    for (quantity, at) in quantities(body) {
        header.check_quantity(&quantity, &at, findings);
    }
}

struct Seen<'a> {
    node: &'a Node,
    at: String,
    /// Its source, or that of the node above.
    cite: Option<&'a Id>,
}

fn gather<'a>(node: &'a Node, at: String, cite: Option<&'a Id>, nodes: &mut Vec<Seen<'a>>) {
    let cite = node.cite.as_ref().or(cite);
    for (place, child) in node.children.iter().enumerate() {
        gather(child, format!("{at}/children/{place}"), cite, nodes);
    }
    nodes.push(Seen { node, at, cite });
}

/// A node is a group, an indicator, a number or a node used once more, and has the keys of that.
fn shape(node: &Node, at: &str, findings: &Findings) {
    let group = node.aggregate.is_some() || !node.children.is_empty();
    let kinds = [group, node.constant.is_some(), node.again.is_some()].iter().filter(|is| **is).count();
    let indicator = kinds == 0;
    let needs = |field: &'static str| Diagnostic::new(Code::MISSING_FIELD).with("field", field).at(at);
    if node.again.is_none() && node.id.is_none() {
        findings.push(needs("id"));
    }
    if (group || indicator) && node.label.is_none() {
        findings.push(needs("label"));
    }
    if let Some(label) = &node.label {
        findings.words(label, &format!("{at}/label"));
    }
    if group && node.children.is_empty() {
        findings.push(Diagnostic::new(Code::EMPTY).with("what", "`children`").at(format!("{at}/children")));
    }
    if group && node.aggregate.is_none() {
        findings.push(needs("aggregate"));
    }
    let misplaced = [
        ("id", node.id.is_some() && node.again.is_some()),
        ("column", node.column.is_some() && !indicator),
        ("per", node.per.is_some() && !indicator),
        ("times", node.times.is_some() && !indicator),
        ("target", node.target.is_some() && !indicator),
        ("open", node.open && !indicator),
        ("impute", node.impute.is_some() && !indicator),
        ("treat", node.treat.is_some() && !indicator),
        ("normalise", node.normalise.is_some() && !(indicator || group)),
        ("direction", !(node.direction.is_higher() || indicator || group)),
        ("weigh", node.weigh.is_some() && !group),
        ("available", node.available.is_some() && !group),
        ("zeroed_by", !node.zeroed_by.is_empty() && !group),
        ("round", node.round.is_some() && !group),
        ("constant", node.constant.is_some() && (group || node.again.is_some())),
        ("use", node.again.is_some() && group),
    ];
    for (field, _) in misplaced.iter().filter(|(_, wrong)| *wrong) {
        let kind = match (node.again.is_some(), node.constant.is_some(), group) {
            (true, ..) => ("a node used once more", "nút dùng lại"),
            (_, true, _) => ("a number", "một con số"),
            (_, _, true) => ("a group", "một nhóm"),
            _ => ("an indicator", "một chỉ tiêu"),
        };
        let diagnostic = Diagnostic::new(Code::MISPLACED_FIELD).with("field", field);
        let diagnostic = diagnostic.with("kind", kind.0).with("kind_vi", kind.1);
        findings.push(diagnostic.at(format!("{at}/{field}")));
    }
}

/// A node that needs itself.
fn circles(known: &BTreeMap<&Id, &Node>, findings: &Findings) {
    fn needs(node: &Node) -> impl Iterator<Item = &Id> {
        let parts = node.children.iter().filter_map(|child| child.id.as_ref().or(child.again.as_ref()));
        parts.chain(&node.zeroed_by)
    }
    let mut done: BTreeSet<&Id> = BTreeSet::new();
    for start in known.keys() {
        // depth first: the way down to where we are, with what is still to be looked at
        let mut way: Vec<(&Id, Vec<&Id>)> =
            vec![(start, known.get(start).map_or(Vec::new(), |node| needs(node).collect()))];
        while let Some((id, rest)) = way.last_mut() {
            let Some(next) = rest.pop() else {
                done.insert(id);
                way.pop();
                continue;
            };
            if way.iter().any(|(above, _)| *above == next) {
                let mut path: Vec<&str> = way.iter().map(|(above, _)| above.as_str()).collect();
                path.push(next.as_str());
                findings.push(Diagnostic::new(Code::CIRCLE).with("path", path.join(" → ")).at("/index"));
                return;
            }
            if let Some(node) = known.get(next).filter(|_| !done.contains(next)) {
                way.push((next, needs(node).collect()));
            }
        }
    }
}

/// Stages come once each, but for imputations, and what an indicator says of a stage needs the stage.
fn stages(body: &Body, known: &BTreeMap<&Id, &Node>, findings: &Findings) {
    let mut seen = BTreeSet::new();
    for (at, stage) in body.stages.iter().enumerate() {
        if !seen.insert(stage.name()) && !matches!(stage, Stage::Impute(_)) {
            let diagnostic = Diagnostic::new(Code::DUPLICATE_ID).with("id", stage.name());
            findings.push(diagnostic.at(format!("/stages/{at}")));
        }
        if let Stage::Impute(Impute::Regression(method)) = stage {
            on(&method.on, &format!("/stages/{at}/impute/regression/on"), known, findings);
        }
    }
    for (id, node) in known {
        for (name, said) in [("treat", node.treat.is_some()), ("impute", node.impute.is_some())] {
            if said && !seen.contains(name) {
                let diagnostic = Diagnostic::new(Code::STAGE_MISSING).with("id", id).with("stage", name);
                findings.push(diagnostic.at("/stages"));
            }
        }
        if let Some(Impute::Regression(method)) = &node.impute {
            on(&method.on, "/stages", known, findings);
        }
    }
}

fn on(name: &str, at: &str, known: &BTreeMap<&Id, &Node>, findings: &Findings) {
    if !known.keys().any(|id| **id == *name) {
        let near = known.keys().map(|id| id.as_str());
        findings.push(Diagnostic::new(Code::UNKNOWN_NODE).with("id", name).meant(name, near).at(at));
    }
}
