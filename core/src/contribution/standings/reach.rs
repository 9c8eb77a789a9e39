//! What standings reach of their scheme's rules, for counting what the scheme's own tests cover: both sides of every
//! condition, every value and end of a band, every factor, every cap that cuts.

use std::collections::BTreeSet;

use super::Standings;
use super::event::{Event, Outcome};
use super::gather::gather;
use super::settle::{Line, Stage, settle};
use crate::contribution::scheme::caps::Cap;
use crate::contribution::scheme::document::Multiplier;
use crate::contribution::scheme::points::Method as _;
use crate::contribution::scheme::requirement::Requirement;
use crate::contribution::scheme::{KindModel, Model};
use crate::error::Error;
use crate::num::Fraction;

/// The rules that tests should reach, by name.
pub(crate) fn rules(model: &Model) -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    for kind in &model.kinds {
        let id = &kind.id;
        rules.insert(id.to_string());
        rules.extend(kind.points.cases().into_iter().map(|case| format!("{id}: {case}")));
        for multiplier in &kind.multipliers {
            rules.extend(multiplier.by.keys().map(|value| factor(kind, multiplier, value.as_str())));
        }
        rules.extend(kind.ceiling.as_ref().map(|_| format!("{id}: ceiling")));
        rules.extend(kind.requires.iter().map(|requirement| unmet(kind, requirement)));
        rules.extend(kind.caps.iter().flat_map(|own| ends(id.as_str(), own)));
        rules.extend(kind.decay.as_ref().map(|_| format!("{id}: decay")));
    }
    for (at, shared) in model.caps.iter().enumerate() {
        rules.extend(ends(&format!("caps/{at}"), &shared.cap));
    }
    rules
}

impl Standings {
    /// The rules that the records reach, by the same names.
    pub(crate) fn reached(&self) -> Result<BTreeSet<String>, Error> {
        let model = &self.0.model;
        self.0.with_setting(|setting| {
            let mut reached = BTreeSet::new();
            for source in setting.view.sources() {
                for (kind, event) in setting.view.kinds_of(model, source) {
                    reached.insert(kind.id.to_string());
                    event.reaches(kind, &mut reached);
                }
            }
            for mut lines in gather(setting)?.lines {
                lines.retain(|line| !line.disputed);
                cuts(model, lines, &mut reached);
            }
            Ok(reached)
        })
    }
}

impl Event<'_> {
    fn reaches(&self, kind: &KindModel, reached: &mut BTreeSet<String>) {
        match self.outcome(kind) {
            Ok(Outcome::Unmet(at)) => {
                reached.extend(kind.requires.get(at).map(|requirement| unmet(kind, requirement)));
            }
            Ok(Outcome::Points(_)) => {
                reached
                    .extend(kind.points.reaches(self).into_iter().map(|case| format!("{}: {case}", kind.id)));
                for multiplier in &kind.multipliers {
                    let value =
                        crate::contribution::scheme::points::Facts::attribute(self, &multiplier.attribute);
                    reached.extend(value.map(|value| factor(kind, multiplier, value.as_str())));
                }
                if kind.ceiling.is_some() && self.factor(kind).ok() == kind.ceiling {
                    reached.insert(format!("{}: ceiling", kind.id));
                }
            }
            Err(_) => {}
        }
    }
}

/// The caps and the decay that change something of one contributor's lines.
fn cuts(model: &Model, mut lines: Vec<Line>, reached: &mut BTreeSet<String>) {
    let mut before: Vec<Fraction> = lines.iter().map(|line| line.points.clone()).collect();
    settle(model, &mut lines, |stage, lines| {
        for (line, before) in lines.iter().zip(&mut before).filter(|(line, before)| line.points != **before) {
            let place = |place: u32| usize::try_from(place).ok().and_then(|place| model.kinds.get(place));
            let end = |own: &Cap<Fraction>| if before.is_negative() { own.least() } else { own.most() };
            reached.extend(match stage {
                Stage::Cap { kind, cap } => {
                    place(kind).and_then(|kind| Some(format!("{}: {}", kind.id, end(kind.caps.get(cap)?)?)))
                }
                Stage::Shared(at) => {
                    model.caps.get(at).and_then(|shared| Some(format!("caps/{at}: {}", end(&shared.cap)?)))
                }
                Stage::Decay => place(line.kind).map(|kind| format!("{}: decay", kind.id)),
            });
            before.clone_from(&line.points);
        }
    });
}

fn factor(kind: &KindModel, multiplier: &Multiplier<Fraction>, value: &str) -> String {
    format!("{}: {} = {value}", kind.id, multiplier.attribute)
}

fn unmet(kind: &KindModel, requirement: &Requirement<Fraction>) -> String {
    let what = match requirement {
        Requirement::Quantity(own) => format!("enough {}", own.of),
        Requirement::Ratio(own) => format!("enough {} of {}", own.part, own.whole),
        Requirement::Attribute(own) => format!("the right {}", own.of),
        Requirement::Evidence(_) => "evidence".to_owned(),
    };
    format!("{}: without {what}", kind.id)
}

fn ends(of: &str, own: &Cap<Fraction>) -> impl Iterator<Item = String> {
    [own.most(), own.least()].into_iter().flatten().map(move |end| format!("{of}: {end}"))
}

impl Cap<Fraction> {
    fn most(&self) -> Option<String> {
        self.most.as_ref().map(|most| format!("at most {most} a {}", self.per.name()))
    }

    fn least(&self) -> Option<String> {
        self.least.as_ref().map(|least| format!("at least {least} a {}", self.per.name()))
    }
}
