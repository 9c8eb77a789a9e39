//! Which level a score reaches.

use super::document::{On, Publish};
use super::index::rounded;
use super::model::LevelModel;
use crate::error::Error;
use crate::num::{Float, Fraction};

/// The place of the highest level that begins at or below a score.
pub(super) fn reached(levels: &[LevelModel], value: Float, publish: Publish) -> Result<Option<usize>, Error> {
    let on = publish.levels_on.unwrap_or(publish.ranks_on);
    let holds: Box<dyn Fn(&LevelModel) -> bool> = match on {
        On::Published => {
            let score = Fraction::from(rounded(value, publish)?);
            Box::new(move |level| level.from <= score)
        }
        On::Full => {
            let score = value.twelve_digits();
            Box::new(move |level| Float::from(&level.from).twelve_digits() <= score)
        }
    };
    Ok(levels.iter().rposition(holds))
}
