//! Why a subject has the score it has: the tree from the index down, each figure through its stages.

use std::collections::{BTreeMap, BTreeSet};

use super::{Told, count, real, several, shown, told};
use crate::cohort::column::Column;
use crate::cohort::index::Index;
use crate::cohort::model::From;
use crate::cohort::normalise::Direction;
use crate::cohort::step::Step as Done;
use crate::error::Error;
use crate::num::{Float, Fraction, Real};
use crate::text::{Id, gathered};
use crate::trace::{Arg, Explanation, Key, Message, Sentences, Step};

/// Everything one needs to tell of a subject, and what has been told.
struct Teller<'a> {
    index: &'a Index,
    subject: &'a str,
    place: usize,
    told: BTreeMap<&'a str, Told<'a>>,
    done: Vec<&'a Done>,
    seen: BTreeSet<usize>,
    said: Sentences<'a>,
    steps: Vec<Step<'a>>,
    lines: Vec<Message>,
}

impl Index {
    /// Why a subject has the score it has: the index and its parts with their weights, and every figure as it was given, denominated, imputed, treated and
    /// normalised. Rendered in both languages as text, Markdown, HTML and JSON.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_SUBJECT`](crate::Code::UNKNOWN_SUBJECT).
    pub fn explain(&self, subject: &str) -> Result<Explanation<'_>, Error> {
        let place = self.place(subject)?;
        let name = self.frame.subjects.get(place).map(String::as_str).unwrap_or_default();
        let about = |step: &&Done| step.subject().is_none_or(|own| own == subject);
        let mut teller = Teller {
            index: self,
            subject: name,
            place,
            told: told(self),
            done: self.steps().iter().filter(about).collect(),
            seen: BTreeSet::new(),
            said: Sentences::default(),
            steps: Vec::new(),
            lines: Vec::new(),
        };
        let (headline, level) = (teller.headline(name)?, teller.level(subject)?);
        let summary = teller.summary(subject)?;
        teller.step(self.model.top(), None, 0)?;
        let cited: BTreeSet<&Id> = gathered(teller.told.values().filter_map(|own| own.cite));
        let Teller { mut said, steps, lines, .. } = teller;
        let tables = self.framework.0.header.sources(cited.iter().copied(), &mut said).into_iter().collect();
        Ok(Explanation {
            title: self.framework.title(),
            headline,
            level,
            summary,
            steps,
            lines,
            tables,
            said,
        })
    }
}

impl<'a> Teller<'a> {
    fn cell(&self, column: &Column) -> Option<Float> {
        column.get(self.place).copied().flatten()
    }

    fn headline(&mut self, subject: &'a str) -> Result<Message, Error> {
        let index = self.index;
        if index.left_out(subject)? {
            return Ok(self.said.say(Key::INDEX_LEFT_OUT, [("subject", subject.into())]));
        }
        let top = index.top();
        let (score, rank) = (index.published(top, subject)?, index.rank(top, subject)?);
        let Some((score, rank)) = score.zip(rank) else {
            let missing = several(&index.missing(top, subject)?);
            let args = [("subject", subject.into()), ("missing", missing.into())];
            return Ok(self.said.say(Key::INDEX_NO_SCORE, args));
        };
        let among = index.column(index.model.top()).iter().flatten().count();
        let args = [
            ("subject", subject.into()),
            ("score", Arg::published(score, index.places(top)?)),
            ("rank", rank.into()),
            ("among", count(among)),
        ];
        Ok(self.said.say(Key::INDEX_SUBJECT, args))
    }

    fn level(&mut self, subject: &str) -> Result<Message, Error> {
        let level = self.index.level(self.index.top(), subject)?;
        let reached =
            level.and_then(|level| self.index.model.levels.iter().find(|own| own.id == *level.id()));
        Ok(match reached {
            Some(level) => self.said.say(Key::LEVEL_IS, [("level", (&level.label).into())]),
            None => Key::LEVEL_NONE.into(),
        })
    }

    fn summary(&mut self, subject: &str) -> Result<Vec<Message>, Error> {
        const FEW: usize = 3;
        let profile = self.index.profile(subject)?;
        let name = |place: &crate::cohort::Place| {
            format!("{} ({}/{})", place.indicator(), place.rank(), place.among())
        };
        // of few indicators none is called both
        let few = profile.len().checked_div(2).unwrap_or(0).clamp(1, FEW);
        let (best, worst) = (profile.iter().take(few), profile.iter().rev().take(few));
        let [best, worst] = [best.map(name).collect::<Vec<_>>(), worst.map(name).collect::<Vec<_>>()];
        let mut lines = Vec::new();
        if !profile.is_empty() {
            lines.push(self.said.say(Key::INDEX_STRONG, [("names", best.join(", ").into())]));
            lines.push(self.said.say(Key::INDEX_WEAK, [("names", worst.join(", ").into())]));
        }
        let framework = self.index.framework();
        let args = [("pack", framework.name().into()), ("digest", framework.digest().into())];
        lines.push(self.said.say(Key::PACK_IS, args));
        Ok(lines)
    }

    /// Tells of a node, then of what is below it; one that was told of before is named again.
    fn step(&mut self, slot: usize, weight: Option<Float>, depth: usize) -> Result<(), Error> {
        let index = self.index;
        let Some(told) = self.told.get(index.model.name(slot)).copied() else { return Ok(()) };
        let first = self.lines.len();
        let again = !self.seen.insert(slot);
        let inner = slot.checked_sub(index.model.leaves.len()).and_then(|at| index.model.nodes.get(at));
        let group = inner.and_then(|node| match &node.from {
            From::Parts(group) => Some(group),
            From::Constant(_) => None,
        });
        match (again, inner) {
            (true, _) => self.lines.push(Key::USED_AGAIN.into()),
            (_, None) => self.figure(slot)?,
            (_, Some(_)) if group.is_none() => self.lines.push(Key::CONSTANT_IS.into()),
            (_, Some(_)) => self.whole(slot)?,
        }
        let score = self.cell(index.column(slot)).map_or_else(|| Arg::from("–"), shown);
        self.steps.push(Step {
            depth,
            inner: group.is_some() && !again,
            id: told.node.id.as_ref(),
            label: told.label,
            score: Some(score),
            max: None,
            weight: weight.map(shown),
            lines: first..self.lines.len(),
            cite: told.node.cite.as_ref(),
        });
        let Some(group) = group.filter(|_| !again) else { return Ok(()) };
        let node = index.model.name(slot);
        let own = index.own_weights(node, self.subject)?;
        let weights: Vec<(&str, Real)> = match own.as_slice() {
            [] => index.weights(node)?,
            own => own.iter().map(|own| (own.part(), own.share())).collect(),
        };
        for part in &group.parts {
            let weight = weights.iter().find(|(name, _)| *name == index.model.name(*part));
            self.step(*part, weight.map(|(_, own)| Float::from(*own)), depth.saturating_add(1))?;
        }
        Ok(())
    }

    /// The sentences of an indicator: its figure after each stage that did something to it.
    fn figure(&mut self, slot: usize) -> Result<(), Error> {
        let index = self.index;
        let Some(leaf) = index.model.leaves.get(slot) else { return Ok(()) };
        let column = leaf.column.as_str();
        let stages = index.stages();
        let mut before = None;
        for stage in stages {
            let value = index.figures(stage)?.get(slot).and_then(|own| self.cell(own));
            let kind = stage.split('.').next().unwrap_or(stage);
            let message = match (kind, value) {
                ("raw", Some(value)) => {
                    let args = [("value", shown(value)), ("column", column.into())];
                    Some(self.said.say(Key::FIGURE_GIVEN, args))
                }
                ("raw", None) => Some(self.said.say(Key::FIGURE_MISSING, [("column", column.into())])),
                ("denominate", Some(value)) if value_changed(before, value) => {
                    let times =
                        leaf.times.and_then(|times| times.real().ok()).map(|times| format!("× {times}"));
                    let how = leaf.per.iter().map(|per| format!("÷ {per}")).chain(times).collect::<Vec<_>>();
                    let args = [("how", how.join(", ").into()), ("value", shown(value))];
                    Some(self.said.say(Key::FIGURE_DENOMINATED, args))
                }
                ("impute", Some(value)) if before.is_none() => {
                    let method = self.method("impute", leaf.id.as_str());
                    Some(
                        self.said
                            .say(Key::FIGURE_IMPUTED, [("method", method.into()), ("value", shown(value))]),
                    )
                }
                ("treat", Some(value)) if value_changed(before, value) => {
                    let method = self.method("treat", leaf.id.as_str());
                    Some(
                        self.said
                            .say(Key::FIGURE_TREATED, [("method", method.into()), ("value", shown(value))]),
                    )
                }
                ("normalise", Some(value)) => {
                    let method = index.normalisation(slot);
                    Some(
                        self.said
                            .say(Key::FIGURE_SCORES, [("method", method.into()), ("value", shown(value))]),
                    )
                }
                _ => None,
            };
            self.lines.extend(message);
            before = value;
        }
        if index.run.fits.left.get(slot) == Some(&true) {
            self.lines.push(Key::INDICATOR_LEFT_OUT.into());
            return Ok(());
        }
        if leaf.direction == Direction::Lower {
            self.lines.push(Key::FIGURE_LOWER.into());
        }
        let capped = |step: &&&Done| step.about() == leaf.id.as_str() && step.method() == "capped";
        if self.done.iter().any(|step| capped(&step)) {
            self.lines.push(Key::FIGURE_CAPPED.into());
        }
        let ranks = crate::cohort::rank::published(index.column(slot), index.publish(slot))?;
        if let Some(Some(rank)) = ranks.get(self.place) {
            let among = ranks.iter().flatten().count();
            let args = [("rank", Fraction::clone(rank).into()), ("among", count(among))];
            let message = self.said.say(Key::FIGURE_RANK, args);
            self.lines.push(message);
        }
        Ok(())
    }

    /// What was done at a stage to an indicator.
    fn method(&self, stage: &str, about: &str) -> &'a str {
        let own = |step: &&&'a Done| step.stage() == stage && step.about() == about;
        self.done.iter().find(|step| own(step)).map_or("", |step| step.method())
    }

    /// The sentences of a group.
    fn whole(&mut self, slot: usize) -> Result<(), Error> {
        let index = self.index;
        let at = slot.checked_sub(index.model.leaves.len());
        let Some(node) = at.and_then(|at| index.model.nodes.get(at)) else { return Ok(()) };
        let From::Parts(group) = &node.from else { return Ok(()) };
        let kept: Vec<usize> = group
            .parts
            .iter()
            .copied()
            .filter(|part| index.run.fits.left.get(*part) != Some(&true))
            .collect();
        let missing = kept.iter().filter(|part| self.cell(index.column(**part)).is_none()).count();
        let args = [
            ("method", group.combine.name().into()),
            ("count", count(kept.len())),
            ("weigh", group.weigh.name().into()),
        ];
        let message = self.said.say(Key::WHOLE_OF, args);
        self.lines.push(message);
        if missing > 0 {
            let enough = self.cell(index.column(slot)).is_some();
            let key = if enough { Key::WHOLE_PARTS_MISSING } else { Key::WHOLE_NOT_ENOUGH };
            let message = self.said.say(key, [("missing", count(missing)), ("count", count(kept.len()))]);
            self.lines.push(message);
        }
        for own in index.own_weights(node.id.as_str(), self.subject)? {
            let args = [
                ("part", own.part().to_owned().into()),
                ("weight", real(own.weight())),
                ("subject", self.subject.into()),
                ("share", real(own.share())),
            ];
            let message = self.said.say(Key::WHOLE_OWN_WEIGHT, args);
            self.lines.push(message);
        }
        let zeroed = |step: &&Done| {
            step.method() == "zeroed_by" && step.about() == node.id.as_str() && step.subject().is_some()
        };
        if self.done.iter().any(zeroed) {
            self.lines.push(Key::WHOLE_ZEROED.into());
        }
        if let Some(method) = &node.normalise {
            let message = self.said.say(Key::WHOLE_THEN, [("method", method.name().into())]);
            self.lines.push(message);
        }
        if let Some(round) = node.round {
            let message = self.said.say(Key::WHOLE_ROUNDED, [("places", round.places.into())]);
            self.lines.push(message);
        }
        Ok(())
    }
}

fn value_changed(before: Option<Float>, after: Float) -> bool {
    before != Some(after)
}
