//! The named roundings: the only places where exactness ends.

use serde::{Deserialize, Serialize};

/// How a number between two steps is rounded. There is no default: a rule names its rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest step; halves away from zero, as by hand.
    HalfUp,
    /// To the nearest step; halves to the even one.
    HalfEven,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
}

impl Rounding {
    /// Whether the magnitude moves up one step, given how the remainder compares with half a step.
    pub(super) fn moves_up(self, half: std::cmp::Ordering, inexact: bool, odd: bool) -> bool {
        use std::cmp::Ordering::{Equal, Greater};
        match self {
            Self::Down => false,
            Self::Up => inexact,
            Self::HalfUp => half != std::cmp::Ordering::Less,
            Self::HalfEven => half == Greater || (half == Equal && odd),
        }
    }

    /// The name as packs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}
