//! The ten steps of the handbook, each with what speaks for it in the pack, in the run, and in what was found out beside them.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, part I.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evidence, count, real, several, shown, told};
use crate::cohort::column::correlation;
use crate::cohort::index::Index;
use crate::cohort::model::From;
use crate::error::{Error, Lang};
use crate::num::Float;
use crate::pack::{Citation, Grade};
use crate::text::gathered;
use crate::trace::{Arg, Key, Sentences};

/// A sentence with what it speaks of.
pub(super) type Said = (Key, Vec<(&'static str, Arg<'static>)>);

/// One of the ten steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistStep {
    pub(super) step: Key,
    pub(super) shown: Shown,
    pub(super) evidence: Vec<Said>,
}

/// Whether there is evidence for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shown {
    /// There is.
    Yes,
    /// There is some, and something is lacking.
    Partly,
    /// There is none.
    No,
}

impl Shown {
    /// The name used on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    pub(super) const fn key(self) -> Key {
        match self {
            Self::Yes => Key::SHOWN_YES,
            Self::Partly => Key::SHOWN_PARTLY,
            Self::No => Key::SHOWN_NO,
        }
    }

    const fn when(all: bool, some: bool) -> Self {
        match (all, some) {
            (true, _) => Self::Yes,
            (false, true) => Self::Partly,
            (false, false) => Self::No,
        }
    }
}

impl ChecklistStep {
    /// The stable name of the step.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.step.as_str()
    }

    /// What the handbook calls it, with its number.
    #[must_use]
    pub fn name(&self, lang: Lang) -> String {
        Sentences::default().render(self.step.into(), lang)
    }

    /// Whether there is evidence.
    #[must_use]
    pub const fn shown(&self) -> Shown {
        self.shown
    }

    /// What there is, or what is lacking.
    #[must_use]
    pub fn evidence(&self, lang: Lang) -> Vec<String> {
        let say = |(key, args): &Said| {
            let (said, message) = Sentences::of(*key, args);
            said.render(message, lang)
        };
        self.evidence.iter().map(say).collect()
    }
}

pub(super) fn grade(citation: &Citation) -> Key {
    match citation.grade() {
        Grade::Primary => Key::GRADE_PRIMARY,
        Grade::Secondary => Key::GRADE_SECONDARY,
        Grade::Weak => Key::GRADE_WEAK,
    }
}

impl Index {
    /// The handbook's ten steps: which of them have evidence in the pack, in this run and in what else was found out.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a number too large to be held, and those of a table whose columns are no numbers.
    pub fn checklist(&self, evidence: &Evidence<'_>) -> Result<Vec<ChecklistStep>, Error> {
        Ok(vec![
            self.framework_step(),
            self.data_step()?,
            self.imputation_step()?,
            self.multivariate_step()?,
            self.normalisation_step(),
            self.weighting_step(),
            robustness_step(self, evidence),
            self.back_step()?,
            self.links_step(evidence)?,
            self.presentation_step(),
        ])
    }

    fn framework_step(&self) -> ChecklistStep {
        let header = &self.framework.0.header;
        let cite = self.framework.0.body.index.as_ref().and_then(|index| index.cite.as_ref());
        let citation = cite.and_then(|cite| header.citations.get(cite.as_str()));
        let mut evidence = vec![match &header.note {
            Some(note) => (Key::INDEX_SAYS, vec![("note", note.clone().into())]),
            None => (Key::INDEX_SAYS_NOTHING, Vec::new()),
        }];
        evidence.extend(citation.map(rests));
        let firm = citation.is_some_and(|own| own.grade() != Grade::Weak);
        let shown = Shown::when(firm && header.note.is_some(), firm || header.note.is_some());
        ChecklistStep { step: Key::STEP_FRAMEWORK, shown, evidence }
    }

    fn data_step(&self) -> Result<ChecklistStep, Error> {
        let nodes = told(self);
        let own = |leaf: &&crate::cohort::model::Leaf| {
            nodes.get(leaf.id.as_str()).is_some_and(|own| own.node.cite.is_some())
        };
        let (all, sourced) = (self.model.leaves.len(), self.model.leaves.iter().filter(own).count());
        let mut evidence =
            vec![(Key::INDEX_OWN_SOURCES, vec![("count", count(sourced)), ("all", count(all))])];
        evidence.push(self.missing_said()?);
        Ok(ChecklistStep { step: Key::STEP_DATA, shown: Shown::when(sourced == all, true), evidence })
    }

    /// How many of the figures given are missing.
    pub(super) fn missing_said(&self) -> Result<Said, Error> {
        let raw = self.figures("raw")?;
        let all: usize = raw.iter().map(Vec::len).sum();
        let missing = all.saturating_sub(raw.iter().flatten().flatten().count());
        Ok(match missing {
            0 => (Key::INDEX_NONE_MISSING, vec![("all", count(all))]),
            _ => (Key::INDEX_MISSING, vec![("missing", count(missing)), ("all", count(all))]),
        })
    }

    fn imputation_step(&self) -> Result<ChecklistStep, Error> {
        let mut evidence = vec![self.missing_said()?];
        let imputed = self.imputed_said();
        let none_missing = matches!(evidence.first(), Some((key, _)) if *key == Key::INDEX_NONE_MISSING);
        let undetermined = self.undetermined_said();
        let shown = Shown::when(none_missing || (!imputed.is_empty() && undetermined.is_none()), true);
        evidence.extend(imputed);
        evidence.extend(undetermined);
        Ok(ChecklistStep { step: Key::STEP_IMPUTATION, shown, evidence })
    }

    /// How many figures have a stand-in, by method.
    pub(super) fn imputed_said(&self) -> Vec<Said> {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for step in self.steps().iter().filter(|step| step.stage() == "impute") {
            let own = found.entry(step.method()).or_default();
            *own = own.saturating_add(1);
        }
        let say = |(method, times): (&str, usize)| {
            (Key::INDEX_IMPUTED, vec![("imputed", count(times)), ("method", method.to_owned().into())])
        };
        found.into_iter().map(say).collect()
    }

    /// Who has no score.
    pub(super) fn undetermined_said(&self) -> Option<Said> {
        let column = self.column(self.model.top());
        let without = self.frame.subjects.iter().zip(column).filter(|(_, score)| score.is_none());
        let names: Vec<&str> = without.map(|(subject, _)| subject.as_str()).collect();
        let args = || vec![("count", count(names.len())), ("names", several(&names).into())];
        (!names.is_empty()).then(|| (Key::INDEX_UNDETERMINED, args()))
    }

    fn multivariate_step(&self) -> Result<ChecklistStep, Error> {
        let mut evidence = Vec::new();
        for node in self.nodes() {
            if let Ok(alpha) = self.cronbach_alpha(node) {
                let args = vec![("node", node.to_owned().into()), ("alpha", real(alpha))];
                evidence.push((Key::INDEX_ALPHA, args));
            }
            if let Ok(components) = self.components(node)
                && let Some(first) = components.all().first().filter(|_| components.parts().len() > 1)
            {
                let args = vec![("node", node.to_owned().into()), ("share", real(first.explained()))];
                evidence.push((Key::INDEX_COMPONENT, args));
            }
        }
        evidence.extend(self.flagged_said()?);
        let some = !evidence.is_empty();
        if !some {
            evidence.push((Key::INDEX_NO_STUDY, Vec::new()));
        }
        Ok(ChecklistStep { step: Key::STEP_MULTIVARIATE, shown: Shown::when(some, false), evidence })
    }

    /// Pairs of parts that run against each other, and that say the same twice.
    pub(super) fn flagged_said(&self) -> Result<Vec<Said>, Error> {
        use crate::cohort::study::Flag;
        let (mut against, mut twice) = (Vec::new(), Vec::new());
        for node in self.nodes() {
            for pair in self.correlations(node)?.iter().filter(|pair| pair.other() != node) {
                let name = format!("{} – {}", pair.one(), pair.other());
                match pair.flag() {
                    Some(Flag::Negative) => against.push(name),
                    Some(Flag::Collinear) => twice.push(name),
                    _ => {}
                }
            }
        }
        let say = |key: Key, pairs: &[String]| {
            let names: Vec<&str> = pairs.iter().map(String::as_str).collect();
            (!pairs.is_empty()).then(|| (key, vec![("pairs", several(&names).into())]))
        };
        Ok([say(Key::INDEX_AGAINST, &against), say(Key::INDEX_TWICE, &twice)].into_iter().flatten().collect())
    }

    fn normalisation_step(&self) -> ChecklistStep {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for slot in 0..self.model.leaves.len() {
            let own = found.entry(self.normalisation(slot)).or_default();
            *own = own.saturating_add(1);
        }
        let say = |(method, times): (&str, usize)| {
            (Key::INDEX_NORMALISES, vec![("count", count(times)), ("method", method.to_owned().into())])
        };
        let evidence = found.into_iter().map(say).chain(self.treated_said()).collect();
        ChecklistStep { step: Key::STEP_NORMALISATION, shown: Shown::Yes, evidence }
    }

    /// The name of the method by which an indicator is normalised.
    pub(super) fn normalisation(&self, slot: usize) -> &'static str {
        use crate::cohort::document::Stage;
        let stage = self.model.stages.iter().find_map(|stage| match stage {
            Stage::Normalise(method) => Some(method.name()),
            _ => None,
        });
        let own = self.model.leaves.get(slot).and_then(|leaf| leaf.normalise.as_ref());
        own.map(crate::cohort::normalise::Normalise::name).or(stage).unwrap_or("same")
    }

    /// Indicators whose outliers were treated, and figures that were brought back.
    pub(super) fn treated_said(&self) -> Vec<Said> {
        let treated = self.steps().iter().filter(|step| step.stage() == "treat" && step.method() != "same");
        let names: BTreeSet<&str> = gathered(treated.map(super::super::step::Step::about));
        let names: Vec<&str> = names.into_iter().collect();
        let capped = self.steps().iter().filter(|step| step.method() == "capped").count();
        let mut said = Vec::new();
        if !names.is_empty() {
            said.push((
                Key::INDEX_TREATED,
                vec![("count", count(names.len())), ("names", several(&names).into())],
            ));
        }
        if capped > 0 {
            said.push((Key::INDEX_CAPPED, vec![("count", count(capped))]));
        }
        said
    }

    fn weighting_step(&self) -> ChecklistStep {
        ChecklistStep { step: Key::STEP_WEIGHTING, shown: Shown::Yes, evidence: self.weighting_said() }
    }

    /// Where weights come from and how parts are put together, by method.
    pub(super) fn weighting_said(&self) -> Vec<Said> {
        let (mut weigh, mut combine) =
            (BTreeMap::<String, Vec<&str>>::new(), BTreeMap::<String, Vec<&str>>::new());
        for node in &self.model.nodes {
            let From::Parts(group) = &node.from else { continue };
            weigh.entry(group.weigh.name().to_owned()).or_default().push(node.id.as_str());
            combine.entry(group.combine.name()).or_default().push(node.id.as_str());
        }
        let compensates = combine.contains_key("arithmetic");
        let say = |key: Key| {
            move |(method, nodes): (String, Vec<&str>)| {
                let nodes_said = several(&nodes);
                (
                    key,
                    vec![
                        ("count", count(nodes.len())),
                        ("method", method.into()),
                        ("nodes", nodes_said.into()),
                    ],
                )
            }
        };
        let mut said: Vec<Said> = weigh.into_iter().map(say(Key::INDEX_WEIGHS)).collect();
        said.extend(combine.into_iter().map(say(Key::INDEX_COMBINES)));
        said.extend(compensates.then(|| (Key::INDEX_COMPENSATES, Vec::new())));
        said
    }

    fn back_step(&self) -> Result<ChecklistStep, Error> {
        let mut evidence = vec![(Key::INDEX_UNFOLDS, vec![("count", count(self.stages().len()))])];
        evidence.extend(self.heaviest_said()?);
        Ok(ChecklistStep { step: Key::STEP_BACK, shown: Shown::Yes, evidence })
    }

    /// The indicator that accounts for most.
    pub(super) fn heaviest_said(&self) -> Result<Option<Said>, Error> {
        let importances = self.importances()?;
        let share = |own: &&crate::cohort::Importance| own.share().map(Float::from);
        let most = importances.iter().filter(|own| own.share().is_some());
        let most = most.reduce(|best, next| if share(&next) > share(&best) { next } else { best });
        Ok(most.and_then(|own| {
            let share = real(own.share()?);
            let indicator = own.indicator().to_owned();
            let args =
                vec![("indicator", indicator.into()), ("share", share), ("weight", real(own.weight()))];
            Some((Key::INDEX_HEAVIEST, args))
        }))
    }

    fn links_step(&self, found: &Evidence<'_>) -> Result<ChecklistStep, Error> {
        let mut evidence = Vec::new();
        if let Some(others) = found.others {
            let own = self.column(self.model.top());
            for column in others.columns() {
                let other = others.figures(column).map_err(|error| error.map(|one| one.under("others")))?;
                let figures: Vec<Option<Float>> =
                    self.frame.subjects.iter().map(|subject| other.get(subject.as_str()).copied()).collect();
                if let Some(value) = correlation(own, &figures) {
                    let args = vec![("column", column.to_owned().into()), ("value", shown(value))];
                    evidence.push((Key::INDEX_LINK, args));
                }
            }
        }
        let some = !evidence.is_empty();
        if !some {
            evidence.push((Key::INDEX_NO_LINKS, Vec::new()));
        }
        Ok(ChecklistStep { step: Key::STEP_LINKS, shown: Shown::when(some, false), evidence })
    }

    fn presentation_step(&self) -> ChecklistStep {
        let places = self.publish(self.model.top()).places;
        let args = vec![("places", places.into()), ("levels", count(self.model.levels.len()))];
        let evidence = vec![(Key::INDEX_SHOWS, args)];
        ChecklistStep { step: Key::STEP_PRESENTATION, shown: Shown::Partly, evidence }
    }
}

/// What the index rests on.
fn rests(citation: &Citation) -> Said {
    let title = citation.title().to_owned();
    let args =
        vec![("title", title.into()), ("date", citation.date().into()), ("grade", grade(citation).into())];
    (Key::INDEX_RESTS, args)
}

fn robustness_step(index: &Index, found: &Evidence<'_>) -> ChecklistStep {
    let evidence = robustness_said(index, found);
    let both = found.certainty.is_some() && found.sensitivity.is_some();
    let some = found.certainty.is_some() || found.sensitivity.is_some();
    ChecklistStep { step: Key::STEP_ROBUSTNESS, shown: Shown::when(both, some), evidence }
}

/// How sure ranks are, and which judgement moves them most.
pub(super) fn robustness_said(index: &Index, found: &Evidence<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some(certainty) = found.certainty {
        let width = |own: &crate::cohort::SubjectCertainty| own.ranks().1.saturating_sub(own.ranks().0);
        let mut widths: Vec<u32> = certainty.subjects().iter().map(width).collect();
        widths.sort_unstable();
        let middle = widths.len().saturating_sub(1).checked_div(2).and_then(|at| widths.get(at));
        let fixed = widths.iter().filter(|width| **width == 0).count();
        let args = vec![
            ("replicates", certainty.replicates().into()),
            ("width", middle.copied().unwrap_or(0).into()),
            ("fixed", count(fixed)),
            ("all", count(index.subjects().len())),
        ];
        said.push((Key::INDEX_SURE, args));
    } else {
        said.push((Key::INDEX_UNSURE, Vec::new()));
    }
    if let Some(sensitivity) = found.sensitivity {
        let total = |own: &&crate::cohort::Sensitivity| Float::from(own.total());
        let most = sensitivity.shift().iter();
        if let Some(most) = most.reduce(|best, next| if total(&next) > total(&best) { next } else { best }) {
            let args = vec![("factor", most.factor().to_owned().into()), ("total", real(most.total()))];
            said.push((Key::INDEX_DECIDES, args));
        }
    }
    said
}
