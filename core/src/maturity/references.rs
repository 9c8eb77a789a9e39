//! Checks that everything a framework names exists, and that its parts have their shapes.

use std::collections::BTreeSet;

use super::document::{Body, Effect, Node};
use crate::condition::{Compare, Condition};
use crate::error::{Code, Diagnostic};
use crate::pack::{Findings, Header, Quantity};
use crate::text::Id;

/// Levels of nodes a tree may have, those of a file on top among them. A count, so that it is the same everywhere: what walks a
/// tree from top to bottom goes no deeper.
const MOST_LEVELS: usize = 64;

/// Checks that everything a framework names exists.
pub(crate) struct References<'a> {
    header: &'a Header,
    body: &'a Body,
    nodes: BTreeSet<&'a str>,
    leaves: BTreeSet<&'a str>,
}

/// What stands above a node: how many nodes, and the source it has unless it names its own.
#[derive(Clone, Copy)]
struct Above<'a> {
    levels: usize,
    cite: Option<&'a Id>,
}

impl<'a> References<'a> {
    pub(crate) fn new(header: &'a Header, body: &'a Body) -> Self {
        Self { header, body, nodes: BTreeSet::new(), leaves: BTreeSet::new() }
    }

    pub(crate) fn check(mut self, findings: &Findings) {
        let body = self.body;
        if !body.extend_tree.is_empty() {
            let why = "a file that extends nothing has no open nodes to fill";
            let diagnostic = Diagnostic::new(Code::CANNOT_EXTEND).with("id", "extend_tree").with("why", why);
            findings.push(diagnostic.at("/extend_tree"));
        }
        for (name, missing) in [("missing", body.missing.is_none()), ("publish", body.publish.is_none())] {
            if missing {
                findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", name));
            }
        }
        if let Some(missing) = &body.missing {
            let said = [
                ("not_applicable", missing.not_applicable),
                ("not_assessed", missing.not_assessed),
                ("unknown", missing.unknown),
                ("refused", missing.refused),
            ];
            for (name, _) in said.into_iter().filter(|(_, policy)| policy.is_none()) {
                findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", name).at("/missing"));
            }
        }
        if let Some(publish) = body.publish {
            places(publish.places, "/publish/places", findings);
        }
        if body.tree.is_empty() {
            findings.push(Diagnostic::new(Code::EMPTY).with("what", "`tree`").at("/tree"));
        }
        for (index, node) in body.tree.iter().enumerate() {
            self.node(node, &format!("/tree/{index}"), Above { levels: 0, cite: None }, findings);
        }
        if let Some(root) = &body.root {
            root.aggregate.map(&|quantity| self.quantity(quantity, "/root/aggregate", findings));
            if let Some(max) = &root.max {
                self.quantity(max, "/root/max", findings);
            }
            if let Some(round) = root.round {
                places(round.places, "/root/round/places", findings);
            }
        }
        let mut levels = BTreeSet::new();
        for (index, level) in body.levels.iter().enumerate() {
            let at = format!("/levels/{index}");
            if !levels.insert(level.id.as_str()) {
                findings
                    .push(Diagnostic::new(Code::DUPLICATE_ID).with("id", &level.id).at(format!("{at}/id")));
            }
            self.header.check_cite(&level.cite, &format!("{at}/cite"), findings);
            findings.words(&level.label, &format!("{at}/label"));
            if let Some(from) = &level.from {
                self.quantity(from, &format!("{at}/from"), findings);
            }
            if let Some(requires) = &level.requires {
                self.condition(requires, &format!("{at}/requires"), findings);
            }
        }
        let mut gates = BTreeSet::new();
        for (index, gate) in body.gates.iter().enumerate() {
            let at = format!("/gates/{index}");
            if !gates.insert(gate.id.as_str()) {
                findings
                    .push(Diagnostic::new(Code::DUPLICATE_ID).with("id", &gate.id).at(format!("{at}/id")));
            }
            self.header.check_cite(&gate.cite, &format!("{at}/cite"), findings);
            findings.words(&gate.label, &format!("{at}/label"));
            self.condition(&gate.require, &format!("{at}/require"), findings);
            if let Effect::Cap(level) | Effect::Block(level) = &gate.otherwise
                && !levels.contains(level.as_str())
            {
                let diagnostic = Diagnostic::new(Code::UNKNOWN_LEVEL).with("id", level);
                findings.push(
                    diagnostic.meant(level.as_str(), levels.iter().copied()).at(format!("{at}/otherwise")),
                );
            }
        }
    }

    fn node(&mut self, node: &'a Node, at: &str, above: Above<'a>, findings: &Findings) {
        if above.levels >= MOST_LEVELS {
            return findings.push(Diagnostic::new(Code::TOO_DEEP).with("limit", MOST_LEVELS).at(at));
        }
        if node.id == self.header.pack || !self.nodes.insert(node.id.as_str()) {
            findings.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", &node.id).at(format!("{at}/id")));
        }
        findings.words(&node.label, &format!("{at}/label"));
        match &node.cite {
            Some(cite) => self.header.check_cite(cite, &format!("{at}/cite"), findings),
            None if above.cite.is_none() => {
                findings.push(Diagnostic::new(Code::UNCITED).with("id", &node.id).at(at))
            }
            None => {}
        }
        let inner = node.aggregate.is_some() || !node.children.is_empty();
        let shapes = [node.scale.is_some(), inner, node.open];
        let whole = node.aggregate.is_some() && !node.children.is_empty();
        if shapes.iter().filter(|shape| **shape).count() != 1
            || (inner && !whole)
            || (node.open && node.max.is_none())
        {
            findings.push(Diagnostic::new(Code::NODE_SHAPE).with("id", &node.id).at(at));
        }
        if let Some(round) = node.round {
            places(round.places, &format!("{at}/round/places"), findings);
        }
        self.quantity(&node.weight, &format!("{at}/weight"), findings);
        if let Some(max) = &node.max {
            self.quantity(max, &format!("{at}/max"), findings);
        }
        if let Some(scale) = &node.scale {
            scale.map(&|quantity| self.quantity(quantity, &format!("{at}/scale"), findings));
        }
        if let Some(aggregate) = &node.aggregate {
            aggregate.map(&|quantity| self.quantity(quantity, &format!("{at}/aggregate"), findings));
        }
        if !inner {
            self.leaves.insert(node.id.as_str());
        }
        let below =
            Above { levels: above.levels.saturating_add(1), cite: node.cite.as_deref().or(above.cite) };
        for (index, child) in node.children.iter().enumerate() {
            self.node(child, &format!("{at}/children/{index}"), below, findings);
        }
    }

    fn quantity(&self, quantity: &Quantity, at: &str, findings: &Findings) {
        self.header.check_quantity(quantity, at, findings);
    }

    fn condition(&self, condition: &Condition<Id, Quantity>, at: &str, findings: &Findings) {
        let known = |id: &Id, among: &BTreeSet<&str>, at: String, findings: &Findings| {
            if !among.contains(id.as_str()) {
                let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", id);
                findings.push(diagnostic.meant(id.as_str(), among.iter().copied()).at(at));
            }
        };
        let compare = |name: &str, c: &Compare<Id, Quantity>, findings: &Findings| {
            if let Some(node) = &c.node {
                known(node, &self.nodes, format!("{at}/{name}/node"), findings);
            }
            let bounds: Vec<&Quantity> = c.comparisons().map(|(_, bound)| bound).collect();
            if bounds.is_empty() {
                let expected = "`at_least`, `above`, `at_most`, `below`, `equals`";
                let diagnostic =
                    Diagnostic::new(Code::ONE_OF).with("expected", expected).with("found", "none");
                findings.push(diagnostic.at(format!("{at}/{name}")));
            }
            for bound in bounds {
                self.quantity(bound, &format!("{at}/{name}"), findings);
            }
        };
        match condition {
            Condition::Score(c) => compare("score", c, findings),
            Condition::Share(c) => compare("share", c, findings),
            Condition::Coverage(c) => compare("coverage", c, findings),
            Condition::Met(id) => known(id, &self.nodes, format!("{at}/met"), findings),
            Condition::Answered(id) => known(id, &self.leaves, format!("{at}/answered"), findings),
            Condition::AnsweredAs(a) => {
                known(&a.node, &self.leaves, format!("{at}/answered_as/node"), findings)
            }
            Condition::All(items) | Condition::Any(items) if items.is_empty() => {
                findings.push(Diagnostic::new(Code::EMPTY).with("what", "a list of conditions").at(at));
            }
            Condition::AtLeastOf(of)
                if usize::try_from(of.count).is_ok_and(|n| n == 0 || n > of.of.len()) =>
            {
                let diagnostic =
                    Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`count`").with("value", of.count);
                findings.push(diagnostic.with("bounds", format_args!("1 – {}", of.of.len())).at(at));
            }
            _ => {}
        }
        for (step, part) in condition.parts() {
            self.condition(part, &format!("{at}{step}"), findings);
        }
    }
}

fn places(places: u32, at: &str, findings: &Findings) {
    if places > 20 {
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`places`").with("value", places);
        findings.push(diagnostic.with("bounds", "0 – 20").at(at));
    }
}
