//! What may be missing beside facts and results, in words.

use super::condition::Missing;
use super::decisions::Decisions;
use super::reason::Reason;
use crate::error::Lang;
use crate::text::Id;
use crate::trace::{Arg, Key, Sentences};

/// The name of what no schema declares: lists, and what the roster says.
pub(super) fn fixed(what: &Id) -> Option<Key> {
    Some(match what.as_str() {
        "initiatives" => Key::WANTS_INITIATIVES,
        "breaches" => Key::WANTS_BREACHES,
        "work" => Key::WANTS_WORK,
        "unit" => Key::WANTS_UNIT,
        "duty_group" => Key::WANTS_GROUP,
        "head" => Key::WANTS_HEAD,
        "certainty" => Key::WANTS_CERTAINTY,
        _ => return None,
    })
}

impl Decisions {
    /// A reason in one sentence, with facts and stages by what the policy calls them.
    #[must_use]
    pub fn sentence(&self, reason: &Reason, lang: Lang) -> String {
        let mut said = Sentences::default();
        let message = reason.say_in(&mut said, &self.0.policy.0.body);
        said.render(message, lang)
    }

    /// What is missing, in words.
    pub(super) fn called<'a>(&'a self, missing: &'a Missing) -> Arg<'a> {
        let what = missing.what();
        match (fixed(what), self.0.policy.0.body.word(what)) {
            (Some(key), _) => key.into(),
            (None, Some(label)) => label.into(),
            (None, None) => what.into(),
        }
    }
}
