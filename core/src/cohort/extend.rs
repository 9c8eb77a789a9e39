//! An organisation's file on top of an index: what it may add, and nothing it may contradict.

use std::sync::Arc;

use super::document::{Body, Branch, Node, quantities};
use super::framework::CohortFramework;
use super::model::{self, Model};
use super::{packtest, references};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::pack::{self, Findings, Header, Kind, Loaded, Parsed, Quantity, SET, Values, kept};
use crate::text::{Id, Ids};

impl pack::Body for Body {
    const KIND: Kind = Kind::Index;
    type Model = Arc<Model>;

    fn check(&self, header: &Header, findings: &Findings) {
        references::check(header, self, findings);
    }

    fn reads(&self) -> Ids {
        let named = |(quantity, _)| match quantity {
            Quantity::Parameter(reference) => Some(reference.parameter),
            Quantity::Number(_) => None,
        };
        quantities(self).into_iter().filter_map(named).collect()
    }

    fn model(&self, _: &Header, values: &Values, findings: &Findings) -> Result<Self::Model, Vec<Id>> {
        model::build(self, values, findings).map(Arc::new)
    }

    fn extended(&self, own: &Self, findings: &Findings) -> Self {
        let refuse = |given: bool, name: &str, why: &str| {
            if given {
                findings.push(kept(name, why).at(format!("/{name}")));
            }
        };
        refuse(
            own.index.is_some(),
            "index",
            "the tree is the pack's; put parts under open nodes with `extend_index`",
        );
        refuse(own.publish.is_some(), "publish", "publishing is the pack's");
        refuse(!own.stages.is_empty(), "stages", SET);
        refuse(own.available.is_some(), "available", SET);
        refuse(own.flags.is_some() && self.flags.is_some(), "flags", SET);
        let levels = !own.levels.is_empty() && !self.levels.is_empty();
        refuse(levels, "levels", "the levels are the pack's; set their open parameters");
        let mut out = self.clone();
        out.tests.clone_from(&own.tests);
        if out.levels.is_empty() {
            out.levels.clone_from(&own.levels);
        }
        if out.flags.is_none() {
            out.flags.clone_from(&own.flags);
        }
        for (id, branch) in &own.extend_index {
            let at = format!("/extend_index/{}", escape(id.as_str()));
            match out.index.as_mut().and_then(|index| find(index, id)) {
                Some(node) if node.open => fill(node, branch),
                Some(_) => findings.push(kept(id.as_str(), "the node is not open").at(at)),
                None => {
                    let mut open = Vec::new();
                    self.index.iter().for_each(|index| open_ids(index, &mut open));
                    let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", id);
                    findings.push(diagnostic.meant(id.as_str(), open).at(at));
                }
            }
        }
        out
    }

    fn relocate(&self, parsed: &Parsed<Self>, diagnostic: Diagnostic) -> Diagnostic {
        let pointer = diagnostic.pointer().to_owned();
        for id in parsed.body.extend_index.keys() {
            let place = self.index.as_ref().and_then(|index| place(index, "/index".to_owned(), id.as_str()));
            if let Some(rest) = place.as_ref().and_then(|place| pointer.strip_prefix(place.as_str()))
                && (rest.is_empty() || rest.starts_with('/'))
            {
                return diagnostic.at(format!("/extend_index/{}{rest}", escape(id.as_str())));
            }
        }
        // an id of the file that the pack has too is told where the pack has it
        let repeated = diagnostic.args().iter().find(|(name, _)| *name == "id").map(|(_, id)| id.clone());
        let found = repeated.filter(|_| diagnostic.code() == Code::DUPLICATE_ID).and_then(|id| {
            parsed.body.extend_index.iter().find_map(|(branch, own)| {
                let at = format!("/extend_index/{}", escape(branch.as_str()));
                let children = own.children.iter().enumerate();
                let mut places = children.map(|(index, child)| (child, format!("{at}/children/{index}")));
                places.find_map(|(child, at)| place(child, at, &id))
            })
        });
        match found {
            Some(place) => diagnostic.at(format!("{place}/id")),
            None => diagnostic,
        }
    }

    fn test(pack: &Arc<Loaded<Self>>) -> Result<(), Error> {
        packtest::run(&CohortFramework(Arc::clone(pack)))
    }
}

/// An open indicator becomes the group that the file makes of it.
fn fill(node: &mut Node, branch: &Branch) {
    node.open = false;
    (node.column, node.per, node.times, node.target) = (None, None, None, None);
    (node.impute, node.treat) = (None, None);
    node.aggregate = Some(branch.aggregate.clone());
    node.weigh.clone_from(&branch.weigh);
    node.available.clone_from(&branch.available);
    node.children.clone_from(&branch.children);
}

fn find<'a>(node: &'a mut Node, id: &Id) -> Option<&'a mut Node> {
    if node.id.as_ref() == Some(id) {
        return Some(node);
    }
    node.children.iter_mut().find_map(|child| find(child, id))
}

fn place(node: &Node, at: String, id: &str) -> Option<String> {
    if node.id.as_ref().is_some_and(|own| *own == *id) {
        return Some(at);
    }
    let children = node.children.iter().enumerate();
    children.into_iter().find_map(|(index, child)| place(child, format!("{at}/children/{index}"), id))
}

fn open_ids<'a>(node: &'a Node, all: &mut Vec<&'a str>) {
    all.extend(node.id.as_ref().filter(|_| node.open).map(Id::as_str));
    node.children.iter().for_each(|child| open_ids(child, all));
}
