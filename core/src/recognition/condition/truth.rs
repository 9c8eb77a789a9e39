//! Three values: what could not be told names what is missing.

use std::collections::BTreeSet;

use crate::text::Id;

/// Something nobody said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    pub(crate) of: Id,
    pub(crate) what: Id,
}

impl Missing {
    /// Of whom it is not known.
    #[must_use]
    pub const fn of(&self) -> &Id {
        &self.of
    }

    /// The fact, the parameter or the stage's result that is not known.
    #[must_use]
    pub const fn what(&self) -> &Id {
        &self.what
    }
}

/// Three values: what could not be told names what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Truth {
    Met,
    Failed,
    Unknown(BTreeSet<Missing>),
}

impl Truth {
    pub(crate) const fn of(value: bool) -> Self {
        if value { Self::Met } else { Self::Failed }
    }

    pub(crate) fn missing(of: &Id, what: &Id) -> Self {
        Self::Unknown(BTreeSet::from([Missing { of: of.clone(), what: what.clone() }]))
    }

    pub(crate) const fn holds(&self) -> Option<bool> {
        match self {
            Self::Met => Some(true),
            Self::Failed => Some(false),
            Self::Unknown(_) => None,
        }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Met => Self::Failed,
            Self::Failed => Self::Met,
            unknown => unknown,
        }
    }

    /// Whether all of them hold.
    pub(crate) fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        let mut missing = BTreeSet::new();
        for truth in truths {
            match truth {
                Self::Met => {}
                Self::Failed => return Self::Failed,
                Self::Unknown(of) => missing.extend(of),
            }
        }
        if missing.is_empty() { Self::Met } else { Self::Unknown(missing) }
    }
}
