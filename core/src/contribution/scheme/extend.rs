//! An organisation's file on top of a scheme: kinds of its own, tighter rules for the scheme's, and what the scheme leaves out.

use std::sync::Arc;

use super::document::{self, Tighter};
use super::model::Model;
use super::{Scheme, packtest, quantities, references};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::pack::{self, Findings, Header, Kind, Loaded, Parsed, Quantity, SET, Values, added, kept};
use crate::text::{Id, Ids};

impl pack::Body for document::Body {
    const KIND: Kind = Kind::Scheme;
    type Model = Model;

    fn check(&self, header: &Header, findings: &Findings) {
        references::check(header, self, findings);
    }

    fn reads(&self) -> Ids {
        let mut read = Vec::new();
        quantities::each(self, &mut |quantity, _| {
            if let Quantity::Parameter(reference) = quantity {
                read.push(reference.parameter.clone());
            }
        });
        read.into_iter().collect()
    }

    fn model(&self, _: &Header, values: &Values, findings: &Findings) -> Result<Model, Vec<Id>> {
        let model = Model::build(self, values)?;
        model.check(findings);
        Ok(model)
    }

    fn extended(&self, own: &Self, findings: &Findings) -> Self {
        let refuse = |given: bool, name: &str| {
            if given {
                findings.push(kept(name, SET).at(format!("/{name}")));
            }
        };
        refuse(own.basis.is_some(), "basis");
        refuse(!own.order.is_default(), "order");
        refuse(!own.components.is_empty(), "components");
        refuse(own.score.is_some(), "score");
        refuse(own.publish.is_some(), "publish");
        let mut out = self.clone();
        out.tests.clone_from(&own.tests);
        out.kinds.extend(own.kinds.iter().cloned());
        out.ignores.extend(own.ignores.iter().cloned());
        out.caps.extend(own.caps.iter().cloned());
        out.protected.extend(own.protected.iter().filter(|kind| !self.protected.contains(kind)));
        left_out(&mut out.opportunity, &own.opportunity, |both| refuse(both, "opportunity"));
        left_out(&mut out.people, &own.people, |both| refuse(both, "people"));
        left_out(&mut out.units, &own.units, |both| refuse(both, "units"));
        left_out(&mut out.questions, &own.questions, |both| refuse(both, "questions"));
        left_out(&mut out.uncertainty, &own.uncertainty, |both| refuse(both, "uncertainty"));
        for (index, shared) in own.caps.iter().enumerate() {
            if shared.cap.least.is_some() {
                findings.push(kept("least", MILDER).at(format!("/caps/{index}/cap/least")));
            }
        }
        for (id, tighter) in &own.tighten {
            let at = format!("/tighten/{}", escape(id.as_str()));
            match out.kinds.iter_mut().take(self.kinds.len()).find(|kind| kind.id == *id) {
                Some(kind) if kind.deduction => findings.push(kept(id.as_str(), MILDER).at(at)),
                Some(kind) => kind.tighten(tighter),
                None => {
                    let known = self.kinds.iter().map(|kind| kind.id.as_str());
                    let diagnostic = Diagnostic::new(Code::UNKNOWN_KIND).with("id", id);
                    findings.push(diagnostic.meant(id.as_str(), known).at(at));
                }
            }
        }
        out
    }

    fn relocate(&self, parsed: &Parsed<Self>, diagnostic: Diagnostic) -> Diagnostic {
        let pointer = diagnostic.pointer();
        let own = added(pointer, "/kinds", self.kinds.len())
            .or_else(|| added(pointer, "/caps", self.caps.len()))
            .or_else(|| added(pointer, "/ignores", self.ignores.len()));
        // what is wrong with a kind of the scheme's came with what tightens it
        let tightened = || {
            let index: usize = pointer.strip_prefix("/kinds/")?.split('/').next()?.parse().ok()?;
            let id = &self.kinds.get(index)?.id;
            parsed.body.tighten.contains_key(id).then(|| format!("/tighten/{}", escape(id.as_str())))
        };
        match own.or_else(tightened) {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        }
    }

    fn test(pack: &Arc<Loaded<Self>>) -> Result<(), Error> {
        packtest::run(&Scheme(Arc::clone(pack)))
    }
}

/// Why a file may not limit what a deduction takes.
const MILDER: &str = "it would make a deduction milder";

/// What the scheme leaves out, the file may say.
fn left_out<T: Clone>(out: &mut Option<T>, own: &Option<T>, refuse: impl FnOnce(bool)) {
    refuse(out.is_some() && own.is_some());
    if out.is_none() {
        out.clone_from(own);
    }
}

impl document::Kind {
    /// With caps and requirements more; a cap stands before the first that holds for as long a stretch or a longer one.
    fn tighten(&mut self, tighter: &Tighter) {
        self.requires.extend(tighter.requires.iter().cloned());
        for cap in &tighter.caps {
            let wider = self.caps.iter().position(|own| cap.per.within(own.per));
            self.caps.insert(wider.unwrap_or(self.caps.len()), cap.clone());
        }
    }
}
