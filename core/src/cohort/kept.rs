//! The file of a frozen cohort: what was fitted, by indicator and node. What does not fit the pack in every part is refused, as a later subject
//! would else be fitted to itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document::Stage;
use super::framework::CohortFramework;
use super::impute::Stand;
use super::model::{From, Group, Model};
use super::normalise::Fitted;
use super::run::Fits;
use super::treat::Treated;
use super::weigh::Weighed;
use crate::canonical;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind, escape};
use crate::num::Float;
use crate::source::Source;
use crate::text::gathered;

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// The name of the pack.
    pack: String,
    /// Its digest.
    digest: String,
    /// The day of its parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    indicators: BTreeMap<String, Indicator>,
    nodes: BTreeMap<String, Node>,
}

/// What was fitted to an indicator.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicator {
    /// Whether screening left it out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    left_out: bool,
    /// For each imputation, what stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    impute: Vec<Stand>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    treat: Option<Treated>,
    normalise: Fitted,
}

/// What was fitted to a node.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    /// The weights of its parts; none of a number, or of a group whose parts were all left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    weights: BTreeMap<String, Float>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    consistency: Option<Float>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    normalise: Option<Fitted>,
}

pub(super) fn write(
    framework: &CohortFramework,
    model: &Model,
    as_of: Option<Date>,
    fits: &Fits,
) -> Result<String, Error> {
    let overflow = || Diagnostic::new(Code::OVERFLOW).data();
    let indicator = |(at, leaf): (usize, &super::model::Leaf)| {
        let impute: Vec<Stand> = fits.impute.iter().filter_map(|round| round.get(at).cloned()).collect();
        let own = Indicator {
            left_out: fits.left.get(at) == Some(&true),
            impute,
            treat: fits.treat.get(at).copied(),
            normalise: fits.normalise.get(at).cloned()?,
        };
        Some((leaf.id.to_string(), own))
    };
    let node = |(at, node): (usize, &super::model::Inner)| {
        let weighed = fits.weights.get(at).and_then(Option::as_ref);
        let parts = match &node.from {
            From::Parts(group) => kept_parts(group, &fits.left, model),
            From::Constant(_) => Vec::new(),
        };
        let weights = weighed.map_or(&[][..], |own| own.weights.as_slice());
        let own = Node {
            weights: gathered(parts.iter().map(|part| (*part).to_owned()).zip(weights.iter().copied())),
            consistency: weighed.and_then(|own| own.consistency),
            normalise: fits.nodes.get(at).cloned().flatten(),
        };
        (node.id.to_string(), own)
    };
    let text = canonical::text(&Document {
        pack: framework.name(),
        digest: framework.digest().to_owned(),
        as_of,
        indicators: gathered(model.leaves.iter().enumerate().filter_map(indicator)),
        nodes: gathered(model.nodes.iter().enumerate().map(node)),
    });
    // what cannot be written leaves no document
    if text == "null" { Err(overflow()) } else { Ok(text) }
}

/// The names of the parts of a group that were not left out.
fn kept_parts<'a>(group: &Group, left: &[bool], model: &'a Model) -> Vec<&'a str> {
    let kept = group.parts.iter().filter(|slot| left.get(**slot) != Some(&true));
    kept.map(|slot| model.name(*slot)).collect()
}

pub(super) fn read(
    text: &str,
    framework: &CohortFramework,
) -> Result<(Option<Date>, Arc<Model>, Fits), Error> {
    let source = Source::new(text, None, ErrorKind::Data)?;
    let document = source.decode::<Document>(&source.tree()?)?;
    if document.digest != framework.digest() {
        let diagnostic = Diagnostic::new(Code::FROZEN_OTHERWISE).with("found", &document.pack);
        let diagnostic = diagnostic.with("wanted", framework.name()).at("/digest");
        return Err(source.place(diagnostic.data()));
    }
    let model = Arc::clone(framework.0.model(document.as_of)?);
    let as_of = document.as_of;
    let fits = fits(document, &model).map_err(|diagnostic| source.place(diagnostic.data()))?;
    Ok((as_of, model, fits))
}

/// What was fitted, in the order of the model.
fn fits(document: Document, model: &Model) -> Result<Fits, Diagnostic> {
    let Document { mut indicators, mut nodes, .. } = document;
    let rounds = model.stages.iter().filter(|stage| matches!(stage, Stage::Impute(_))).count();
    let treats = model.stages.iter().any(|stage| matches!(stage, Stage::Treat(_)));
    let mut fits = Fits { impute: vec![Vec::new(); rounds], ..Fits::default() };
    for leaf in model.leaves.iter() {
        let (at, own) = take(&mut indicators, "/indicators", leaf.id.as_str())?;
        if own.impute.len() != rounds {
            return Err(mismatch("`impute`", rounds, own.impute.len(), format!("{at}/impute")));
        }
        if treats != own.treat.is_some() {
            let found = usize::from(own.treat.is_some());
            return Err(mismatch("`treat`", usize::from(treats), found, format!("{at}/treat")));
        }
        ordered(&own.normalise, &format!("{at}/normalise"))?;
        for (round, stand) in fits.impute.iter_mut().zip(own.impute) {
            round.push(stand);
        }
        fits.treat.extend(own.treat);
        fits.normalise.push(own.normalise);
        fits.left.push(own.left_out);
    }
    // a group whose parts were all left out is left out itself
    let mut left = fits.left.clone();
    for node in &model.nodes {
        let (at, mut own) = take(&mut nodes, "/nodes", node.id.as_str())?;
        let parts = match &node.from {
            From::Parts(group) => kept_parts(group, &left, model),
            From::Constant(_) => Vec::new(),
        };
        left.push(parts.is_empty() && matches!(node.from, From::Parts(_)));
        let mut weights = Vec::with_capacity(parts.len());
        for part in &parts {
            let weight = own.weights.remove(*part);
            let missing = || Diagnostic::new(Code::MISSING_FIELD).with("field", part);
            weights.push(weight.ok_or_else(|| missing().at(format!("{at}/weights")))?);
        }
        unknown(own.weights.keys().next(), &format!("{at}/weights"))?;
        let consistency = own.consistency;
        fits.weights.push((!parts.is_empty()).then_some(Weighed { weights, consistency }));
        if node.normalise.is_some() != own.normalise.is_some() {
            let found = usize::from(own.normalise.is_some());
            let wanted = usize::from(node.normalise.is_some());
            return Err(mismatch("`normalise`", wanted, found, format!("{at}/normalise")));
        }
        if let Some(fitted) = &own.normalise {
            ordered(fitted, &format!("{at}/normalise"))?;
        }
        fits.nodes.push(own.normalise);
    }
    unknown(indicators.keys().next(), "/indicators")?;
    unknown(nodes.keys().next(), "/nodes")?;
    Ok(fits)
}

fn take<T>(from: &mut BTreeMap<String, T>, at: &str, id: &str) -> Result<(String, T), Diagnostic> {
    let missing = || Diagnostic::new(Code::MISSING_FIELD).with("field", id).at(at);
    Ok((format!("{at}/{}", escape(id)), from.remove(id).ok_or_else(missing)?))
}

fn unknown(id: Option<&String>, at: &str) -> Result<(), Diagnostic> {
    let Some(id) = id else { return Ok(()) };
    Err(Diagnostic::new(Code::UNKNOWN_NODE).with("id", id).at(format!("{at}/{}", escape(id))))
}

fn mismatch(what: &str, expected: usize, found: usize, at: String) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::LENGTH_MISMATCH).with("what", what);
    diagnostic.with("expected", expected).with("found", found).at(at)
}

/// Figures among which a place is looked for stand in order.
fn ordered(fitted: &Fitted, at: &str) -> Result<(), Diagnostic> {
    let sorted = match fitted {
        Fitted::Place(place) | Fitted::Classes { place, .. } => place.sorted.as_slice(),
        _ => return Ok(()),
    };
    let Some(pair) = sorted.windows(2).find(|pair| pair.first() > pair.last()) else { return Ok(()) };
    let shown = |value: Option<&Float>| value.and_then(|own| own.real().ok()).unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "values");
    Err(diagnostic.with("next", shown(pair.last())).with("previous", shown(pair.first())).at(at))
}
