//! An organisation's file on top of a pack: what it may add, and nothing it may contradict.

use std::sync::Arc;

use super::document::{self, Missing, Node};
use super::framework::Framework;
use super::model::Model;
use super::references::References;
use crate::error::{Code, Diagnostic, Error, escape};
use crate::pack::{Body, Findings, Header, Kind, Loaded, Parameter, Parsed, Quantity, Values, added, kept};
use crate::text::{Id, Ids};

impl Body for document::Body {
    const KIND: Kind = Kind::Framework;
    type Model = Model;

    fn check(&self, header: &Header, findings: &Findings) {
        References::new(header, self).check(findings);
    }

    fn reads(&self) -> Ids {
        let read = document::quantities(self).into_iter();
        read.filter_map(|quantity| match quantity {
            Quantity::Parameter(reference) => Some(reference.parameter),
            Quantity::Number(_) => None,
        })
        .collect()
    }

    fn model(&self, header: &Header, values: &Values, findings: &Findings) -> Result<Model, Vec<Id>> {
        Model::build(header, self, values, findings).ok_or_else(Vec::new)
    }

    fn extended(&self, own: &Self, findings: &Findings) -> Self {
        let refuse = |given: bool, name: &str, why: &str| {
            if given {
                findings.push(kept(name, why).at(format!("/{name}")));
            }
        };
        refuse(
            !own.tree.is_empty(),
            "tree",
            "the tree is the pack's; put criteria under open nodes with `extend_tree`",
        );
        refuse(own.publish.is_some(), "publish", "publishing is the pack's");
        refuse(own.root.is_some(), "root", "the whole is the pack's");
        refuse(!own.levels.is_empty(), "levels", "the levels are the pack's; set their open parameters");
        let mut out = self.clone();
        out.tests.clone_from(&own.tests);
        out.gates.extend(own.gates.iter().cloned());
        let filled: Vec<&Id> = own.extend_tree.ids().collect();
        if let Some(missing) = own.missing {
            // the pack's own nodes keep what the pack says of them; the file's policies are for what it adds
            for node in &mut out.tree {
                policies(node, &filled, missing);
            }
        }
        for (id, branch) in own.extend_tree.iter() {
            let at = format!("/extend_tree/{}", escape(id.as_str()));
            match find(&mut out.tree, id) {
                Some(node) if node.open => {
                    node.open = false;
                    node.aggregate = Some(Box::new(branch.aggregate.clone()));
                    node.children.clone_from(&branch.children);
                }
                Some(_) => findings.push(kept(id.as_str(), "the node is not open").at(at)),
                None => {
                    let known = open_ids(&self.tree);
                    let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", id);
                    findings.push(diagnostic.meant(id.as_str(), known.iter().map(String::as_str)).at(at));
                }
            }
        }
        out
    }

    fn relocate(&self, parsed: &Parsed<Self>, diagnostic: Diagnostic) -> Diagnostic {
        let pointer = diagnostic.pointer().to_owned();
        for id in parsed.body.extend_tree.ids() {
            let Some(place) = place(&self.tree, "/tree", id) else { continue };
            if let Some(rest) = pointer.strip_prefix(&place)
                && (rest.is_empty() || rest.starts_with('/'))
            {
                let rest = if rest == "/max" { "" } else { rest };
                return diagnostic.at(format!("/extend_tree/{}{rest}", escape(id.as_str())));
            }
        }
        let cause = added(&pointer, "/gates", self.gates.len()).or_else(|| match diagnostic.code() {
            code if code == Code::NOT_ASCENDING => boundary(&pointer, parsed, self),
            code if code == Code::DUPLICATE_ID => repeated(&diagnostic, parsed),
            _ => None,
        });
        match cause {
            Some(cause) => diagnostic.at(cause),
            None => diagnostic,
        }
    }

    fn test(pack: &Arc<Loaded<Self>>) -> Result<(), Error> {
        super::packtest::run(&Framework(Arc::clone(pack)))
    }
}

fn policies(node: &mut Node, filled: &[&Id], missing: Missing) {
    if filled.contains(&&node.id) {
        node.missing = Some(node.missing.unwrap_or_default().over(missing));
    }
    for child in &mut node.children {
        policies(child, filled, missing);
    }
}

fn find<'a>(nodes: &'a mut [Node], id: &Id) -> Option<&'a mut Node> {
    for node in nodes {
        if node.id == *id {
            return Some(node);
        }
        if let Some(found) = find(&mut node.children, id) {
            return Some(found);
        }
    }
    None
}

fn open_ids(nodes: &[Node]) -> Vec<String> {
    let mut ids = Vec::new();
    for node in nodes {
        if node.open {
            ids.push(node.id.to_string());
        }
        ids.extend(open_ids(&node.children));
    }
    ids
}

/// The parameter of the file that a level, or the nearest one below it, begins at.
fn boundary(pointer: &str, parsed: &Parsed<document::Body>, base: &document::Body) -> Option<String> {
    let index: usize = pointer.strip_prefix("/levels/")?.strip_suffix("/from")?.parse().ok()?;
    base.levels.get(..=index)?.iter().rev().find_map(|level| match &level.from {
        Some(Quantity::Parameter(from)) if parsed.header.parameters.holds(&from.parameter) => {
            Some(Parameter::pointer(&from.parameter))
        }
        _ => None,
    })
}

/// The node of the file that takes an id which the pack has already.
fn repeated(diagnostic: &Diagnostic, parsed: &Parsed<document::Body>) -> Option<String> {
    let (_, id) = diagnostic.args().iter().find(|(name, _)| *name == "id")?;
    let id = Id::new(id).ok()?;
    parsed.body.extend_tree.iter().find_map(|(node, branch)| {
        let above = format!("/extend_tree/{}/children", escape(node.as_str()));
        place(&branch.children, &above, &id).map(|at| format!("{at}/id"))
    })
}

fn place(nodes: &[Node], above: &str, id: &Id) -> Option<String> {
    nodes.iter().enumerate().find_map(|(index, node)| {
        let at = format!("{above}/{index}");
        if node.id == *id { Some(at) } else { place(&node.children, &format!("{at}/children"), id) }
    })
}
