//! The derivation of everything decided about one person or unit: a step for each stage, its readings, and the sources cited.

use std::collections::BTreeSet;

use super::decision::{Decision, State};
use super::decisions::Decisions;
use crate::error::{Code, Diagnostic, Error};
use crate::text::Id;
use crate::trace::{Explanation, Key, Sentences, Step};

impl State {
    pub(super) const fn key(&self) -> Key {
        match self {
            Self::Commend => Key::STATE_COMMEND,
            Self::EligibleOverQuota => Key::STATE_OVER_QUOTA,
            Self::None => Key::STATE_NONE,
            Self::Support => Key::STATE_SUPPORT,
            Self::CritiqueProposed => Key::STATE_CRITIQUE,
            Self::InsufficientEvidence => Key::STATE_INSUFFICIENT,
            Self::Excluded(_) => Key::STATE_EXCLUDED,
            Self::Held(_) => Key::STATE_HELD,
        }
    }
}

impl Decisions {
    /// Why somebody's results are what they are: every stage with the values read, what is missing and the articles, in Vietnamese and in
    /// English, as text, Markdown, HTML or JSON.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CONTRIBUTOR`] for an id nothing was decided about.
    pub fn explain(&self, subject: &str) -> Result<Explanation<'_>, Error> {
        let own = self.of(subject);
        let Some(first) = own.first() else {
            let near = self.all().iter().map(|one| one.subject.as_str());
            return Err(Diagnostic::new(Code::UNKNOWN_CONTRIBUTOR)
                .with("id", subject)
                .meant(subject, near)
                .data());
        };
        let mut said = Sentences::default();
        let pack = &*self.policy().0;
        let (from, until) = self.round().days();
        let headline = said.say(Key::SUBJECT_IS, [("subject", first.subject().into())]);
        let level = said.say(Key::PERIOD_IS, [("from", from.into()), ("until", until.into())]);
        let digest = pack.digest.get(..12).unwrap_or(&pack.digest);
        let rules = said.say(Key::PACK_IS, [("pack", pack.header.name().into()), ("digest", digest.into())]);
        let mut lines = Vec::new();
        let title = self.policy().title();
        let whole = |inner| Step {
            depth: 0,
            inner,
            id: None,
            label: title,
            score: None,
            max: None,
            weight: None,
            lines: 0..0,
            cite: None,
        };
        let mut steps = vec![whole(true)];
        let mut cited: BTreeSet<&Id> = BTreeSet::new();
        for decision in own {
            let stage = pack.body.stages.iter().find(|stage| stage.id == decision.stage);
            let Some(stage) = stage else { continue };
            let start = lines.len();
            lines.extend(self.result(decision, &mut said));
            for reason in decision.reasons() {
                lines.push(reason.say_in(&mut said, &pack.body));
                cited.extend(reason.cite());
            }
            cited.insert(&stage.cite);
            steps.push(Step {
                depth: 1,
                inner: false,
                id: Some(&stage.id),
                label: &stage.label,
                score: decision.points().map(Into::into),
                max: None,
                weight: None,
                lines: start..lines.len(),
                cite: Some(&stage.cite),
            });
        }
        let tables = pack.header.sources(cited, &mut said).into_iter().collect();
        Ok(Explanation { title, headline, level, summary: vec![rules], steps, lines, tables, said })
    }

    /// What a stage came to, what is missing, what it rests on, what is paid.
    fn result<'a>(&'a self, decision: &'a Decision, said: &mut Sentences<'a>) -> Vec<crate::trace::Message> {
        let mut told = Vec::new();
        let level = decision
            .level()
            .and_then(|level| self.policy().0.body.levels.iter().find(|own| own.id == *level));
        if let Some(level) = level {
            told.push(said.say(Key::LEVEL_IS, [("level", (&level.label).into())]));
        }
        let state = decision.state();
        if decision.kind() != super::decision::Kind::Finding || *state != State::None {
            let rule = state.rule().map(|rule| ("rule", rule.into()));
            told.push(said.tell(state.key(), rule.into_iter().collect()));
        }
        for missing in decision.missing() {
            let args = [("of", missing.of().into()), ("what", self.called(missing))];
            told.push(said.say(Key::MISSING_IS, args));
        }
        if decision.is_provisional() {
            told.push(Key::PROVISIONAL.into());
        }
        if let Some(paid) = decision.paid() {
            told.push(match (&paid.amount, paid.amount()) {
                (Ok(amount), Some(sum)) => {
                    let args = [
                        ("coefficient", paid.coefficient().into()),
                        ("base", amount.base_salary().into()),
                        ("product", amount.product().into()),
                        ("amount", sum.into()),
                    ];
                    said.say(Key::MONEY_IS, args)
                }
                _ => {
                    let waits = paid.waits_for().map_or_else(|| "?".into(), Into::into);
                    said.say(Key::MONEY_WAITS, [("what", waits)])
                }
            });
        }
        told
    }
}
