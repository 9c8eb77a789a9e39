//! Replays: the same standings with the lines changed, for asking what would have come out otherwise.

use super::gather::{Gathered, Setting, gather};
use super::settle::{Line, settle};
use super::standing::Standing;
use super::table::Table;
use super::tally::{Tally, tally};
use crate::contribution::scheme::Model;
use crate::error::Error;

/// What standings are made of, kept for asking again.
pub(crate) struct Replay<'a> {
    pub(crate) setting: Setting<'a>,
    pub(crate) table: Table<'a>,
    /// The lines of everybody before caps and decay, without contested ones.
    lines: Vec<Vec<Line>>,
    tallies: Vec<Tally>,
}

impl<'a> Replay<'a> {
    pub(crate) fn new(setting: Setting<'a>) -> Result<Self, Error> {
        let Gathered { mut lines, .. } = gather(setting)?;
        lines.iter_mut().for_each(|own| own.retain(|line| !line.disputed));
        let mut replay = Self { setting, table: Table::new(setting)?, lines, tallies: Vec::new() };
        replay.tallies =
            (0..replay.lines.len()).map(|place| replay.tally(place, |line| Some(line.clone()))).collect();
        Ok(replay)
    }

    /// The same lines under a model whose caps are others.
    pub(crate) fn under<'b>(&self, model: &'b Model) -> Result<Replay<'b>, Error>
    where
        'a: 'b,
    {
        let setting = Setting { model, ..self.setting };
        let (lines, tallies) = (self.lines.clone(), self.tallies.clone());
        Ok(Replay { setting, table: Table::new(setting)?, lines, tallies })
    }

    /// The lines of the contributor at a place, before caps and decay.
    pub(crate) fn lines(&self, place: usize) -> &[Line] {
        self.lines.get(place).map_or(&[], Vec::as_slice)
    }

    /// Those lines as they count in the end.
    pub(crate) fn settled(&self, place: usize) -> Vec<Line> {
        let mut lines = self.lines(place).to_vec();
        settle(self.setting.model, &mut lines, |_, _| {});
        lines
    }

    fn tally(&self, place: usize, change: impl Fn(&Line) -> Option<Line>) -> Tally {
        let person = (place < self.setting.roster.document.people.len()).then_some(place);
        tally(self.setting, person, self.lines(place).iter().filter_map(change).collect()).0
    }

    /// The standings of people and units with every line changed, or left out where nothing is given for it. Contributors
    /// of whom `touches` says that nothing changes are not reckoned anew.
    pub(crate) fn with(
        &self,
        touches: impl Fn(&Line) -> bool,
        change: impl Fn(&Line) -> Option<Line>,
    ) -> Result<(Vec<Standing>, Vec<Standing>), Error> {
        let tallies: Vec<Tally> = self
            .tallies
            .iter()
            .enumerate()
            .map(|(place, before)| match self.lines(place).iter().any(&touches) {
                true => self.tally(place, &change),
                false => before.clone(),
            })
            .collect();
        self.table.standings(&tallies)
    }
}
