//! The JSON of indices, and of how sure they are.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::super::VERSION;
use crate::canonical;
use crate::cohort::{Certainty, Index, OwnWeight, Sensitivities, Sensitivity, Step, SubjectCertainty};
use crate::error::Error;
use crate::num::{Fraction, Real};
use crate::text::{Id, gathered};

impl Index {
    /// The index as canonical JSON: scores, published scores, ranks and levels by node and subject, the figures after every stage, and what
    /// was done. The same bytes in every language.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a number that cannot be written.
    pub fn to_json(&self) -> Result<String, Error> {
        let mut nodes = BTreeMap::new();
        for node in self.indicators().into_iter().chain(self.nodes()) {
            nodes.insert(node, self.node_json(node)?);
        }
        let mut stages = Vec::new();
        for stage in self.stages() {
            let mut figures = BTreeMap::new();
            for indicator in self.indicators() {
                figures.insert(indicator, self.stage(stage, indicator)?);
            }
            stages.push(Stage { figures, stage });
        }
        let mut left_out = Vec::new();
        for subject in self.subjects() {
            if self.left_out(subject)? {
                left_out.push(subject.as_str());
            }
        }
        Ok(canonical::text(&All {
            framework: self.framework().name(),
            index: self.top(),
            left_out,
            nodes,
            stages,
            steps: self.steps().iter().map(step).collect(),
            subjects: self.subjects(),
            wire: VERSION,
        }))
    }

    /// SHA-256 of [`Index::to_json`].
    ///
    /// # Errors
    /// As [`Index::to_json`].
    pub fn digest(&self) -> Result<String, Error> {
        self.to_json().map(|json| canonical::digest(&json))
    }

    fn node_json(&self, node: &str) -> Result<Node<'_>, Error> {
        let (mut levels, mut missing, mut published) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for subject in self.subjects() {
            if let Some(level) = self.level(node, subject)? {
                levels.insert(subject.as_str(), level.id().clone());
            }
            match self.published(node, subject)? {
                Some(score) => {
                    published.insert(subject.as_str(), score.fixed(self.places(node)?));
                }
                None => {
                    missing.insert(subject.as_str(), self.missing(node, subject)?);
                }
            }
        }
        let mut own_weights = BTreeMap::new();
        for subject in self.subjects() {
            let own = self.own_weights(node, subject)?;
            if !own.is_empty() {
                let told = |own: OwnWeight| {
                    (own.part().to_owned(), Own { share: own.share(), weight: own.weight() })
                };
                own_weights.insert(subject.as_str(), gathered(own.into_iter().map(told)));
            }
        }
        let (ranks, scores) = (self.ranks(node)?, self.scores(node)?);
        let weights = gathered(self.weights(node)?);
        Ok(Node { levels, missing, own_weights, published, ranks, scores, weights })
    }
}

#[derive(Serialize)]
struct All<'a> {
    framework: String,
    index: &'a str,
    left_out: Vec<&'a str>,
    nodes: BTreeMap<&'a str, Node<'a>>,
    stages: Vec<Stage<'a>>,
    steps: Vec<Done<'a>>,
    subjects: &'a [String],
    wire: u32,
}

/// Lists are in the order of subjects.
#[derive(Serialize)]
struct Node<'a> {
    levels: BTreeMap<&'a str, Id>,
    missing: BTreeMap<&'a str, Vec<&'a str>>,
    /// By subject and part, where each subject has weights of its own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    own_weights: BTreeMap<&'a str, BTreeMap<String, Own>>,
    published: BTreeMap<&'a str, String>,
    ranks: Vec<Option<Fraction>>,
    scores: Vec<Option<Real>>,
    weights: BTreeMap<&'a str, Real>,
}

#[derive(Serialize)]
struct Own {
    share: Real,
    weight: Real,
}

#[derive(Serialize)]
struct Stage<'a> {
    figures: BTreeMap<&'a str, Vec<Option<Real>>>,
    stage: &'a str,
}

#[derive(Serialize)]
struct Done<'a> {
    about: &'a str,
    method: &'a str,
    numbers: BTreeMap<&'a str, Real>,
    stage: &'a str,
    subject: Option<&'a str>,
}

fn step(step: &Step) -> Done<'_> {
    Done {
        about: step.about(),
        method: step.method(),
        numbers: gathered(step.numbers().iter().map(|(name, value)| (name.as_str(), *value))),
        stage: step.stage(),
        subject: step.subject(),
    }
}

impl Certainty {
    /// The outcome as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct All<'a> {
            flips: &'a [Vec<Real>],
            replicates: u32,
            subjects: &'a [SubjectCertainty],
            wire: u32,
        }
        canonical::text(&All {
            flips: self.flips(),
            replicates: self.replicates(),
            subjects: self.subjects(),
            wire: VERSION,
        })
    }
}

impl Serialize for SubjectCertainty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct One<'a> {
            acceptability: &'a [Real],
            central_weights: BTreeMap<&'a str, BTreeMap<&'a str, Real>>,
            levels: BTreeMap<&'a str, Real>,
            mean: Real,
            median: u32,
            rank: Option<u32>,
            ranked: Real,
            ranks: (u32, u32),
            scores: Option<(Real, Real)>,
            subject: &'a str,
        }
        let mut central_weights: BTreeMap<&str, BTreeMap<&str, Real>> = BTreeMap::new();
        for (node, part, weight) in self.central_weights() {
            central_weights.entry(node).or_default().insert(part, *weight);
        }
        One {
            acceptability: self.acceptability(),
            central_weights,
            levels: gathered(self.levels().iter().map(|(level, share)| (level.as_str(), *share))),
            mean: self.mean(),
            median: self.median(),
            rank: self.rank(),
            ranked: self.ranked(),
            ranks: self.ranks(),
            scores: self.scores(),
            subject: self.subject(),
        }
        .serialize(serializer)
    }
}

impl Sensitivities {
    /// The outcome as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct All<'a> {
            rank_shift: &'a [Sensitivity],
            runs: u64,
            scores: BTreeMap<&'a str, &'a [Sensitivity]>,
            wire: u32,
        }
        canonical::text(&All {
            rank_shift: self.shift(),
            runs: self.runs(),
            scores: gathered(self.scores().iter().map(|(subject, own)| (subject.as_str(), own.as_slice()))),
            wire: VERSION,
        })
    }
}

impl Serialize for Sensitivity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct One<'a> {
            factor: &'a str,
            first: Real,
            first_interval: (Real, Real),
            total: Real,
            total_interval: (Real, Real),
        }
        One {
            factor: self.factor(),
            first: self.first(),
            first_interval: self.first_interval(),
            total: self.total(),
            total_interval: self.total_interval(),
        }
        .serialize(serializer)
    }
}
