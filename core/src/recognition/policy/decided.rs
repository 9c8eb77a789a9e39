//! What people decided, against the policy and the round it is given to.

use super::document::{Body, Rule};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::recognition::facts::Inner as Facts;
use crate::recognition::round::Round;
use crate::text::Id;

impl Body {
    /// What was decided at stages there are none of, at levels that the policy does not have, or about the period before it began: that is
    /// of an earlier round, and would pass for this one's. What is decided about achievements and breaches is of no period.
    pub(crate) fn check_decided(&self, facts: &Facts, round: &Round) -> Result<(), Error> {
        let mut faults = Vec::new();
        for (index, decided) in facts.document.decided.iter().enumerate() {
            let row = facts.decided_at.get(index).copied().unwrap_or(index);
            let at = |field: &str| format!("/decided/{row}/{field}");
            let found = self.stages.iter().enumerate().find(|(_, stage)| stage.id == decided.stage);
            let Some((place, stage)) = found else {
                let known = self.stages.iter().map(|stage| stage.id.as_str());
                let diagnostic = Diagnostic::new(Code::UNKNOWN_STAGE).with("id", &decided.stage);
                faults.push(diagnostic.meant(decided.stage.as_str(), known).at(at("stage")));
                continue;
            };
            if decided.on < round.from && !stage.has_events() {
                let diagnostic = Diagnostic::new(Code::TOO_EARLY).with("field", "on").with("day", decided.on);
                faults.push(diagnostic.with("other", "period").with("than", round.from).at(at("on")));
            }
            let level = decided.level.as_ref();
            let rates = matches!(stage.rule, Rule::Rating(_) | Rule::Ceiling(_) | Rule::Quota(_));
            if !self.decides(place) || rates != level.is_some() {
                let expected = if rates { "`level`" } else { "`given`" };
                let diagnostic = Diagnostic::new(Code::NOT_DECIDED_THERE).with("id", &decided.stage);
                faults.push(diagnostic.with("expected", expected).at(at("stage")));
            }
            if let Some(level) = level.filter(|level| !self.levels.iter().any(|own| own.id == **level)) {
                let known = self.levels.iter().map(|own| own.id.as_str());
                let diagnostic = Diagnostic::new(Code::UNKNOWN_LEVEL).with("id", level);
                faults.push(diagnostic.meant(level.as_str(), known).at(at("level")));
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Data, faults)) }
    }

    /// Whether a competent person decides what the stage comes to. Ratings that another stage takes further are suggestions
    /// on the way.
    pub(crate) fn decides(&self, place: usize) -> bool {
        let Some(stage) = self.stages.get(place) else { return false };
        let further = |id: &Id| {
            self.stages.iter().any(|other| match &other.rule {
                Rule::Ceiling(ceiling) => ceiling.of == *id,
                Rule::Quota(quota) => quota.of.contains(id),
                _ => false,
            })
        };
        match stage.rule {
            Rule::Rating(_) | Rule::Ceiling(_) | Rule::Quota(_) => !further(&stage.id),
            Rule::Title(_) | Rule::Form(_) | Rule::Critique(_) => true,
            Rule::Score(_) | Rule::Given(_) | Rule::Chain(_) | Rule::Members(_) => false,
        }
    }
}
