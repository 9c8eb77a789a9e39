//! What impact ratios are given: how many of each group were selected, at one place or at several.

use serde::{Deserialize, Serialize};

use super::super::outcome::{self, Shown};
use super::given;
use crate::error::Error;
use crate::num::Fraction;
use crate::ranking;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    group: String,
    selected: u64,
    total: u64,
}

fn groups(groups: &[Group]) -> Result<Vec<ranking::GroupCount>, Error> {
    let count = |(at, group): (usize, &Group)| {
        let count = ranking::GroupCount::new(&group.group, group.selected, group.total);
        count.map_err(|error| error.map(|diagnostic| diagnostic.under(&at.to_string()).under("groups")))
    };
    groups.iter().enumerate().map(count).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImpactRatios {
    groups: Vec<Group>,
    line: Option<Fraction>,
    least: Option<u64>,
}

impl ImpactRatios {
    pub(super) fn run(self) -> Result<impl Serialize, Error> {
        let options = given!(ranking::Impact::default(); line self.line, least self.least);
        let found = ranking::impact_ratios(&groups(&self.groups)?, &options)?;
        Ok(outcome::Impact { groups: found.into_iter().map(Shown).collect() })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stratum {
    stratum: String,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StratifiedImpact {
    strata: Vec<Stratum>,
    line: Option<Fraction>,
    least: Option<u64>,
}

impl StratifiedImpact {
    pub(super) fn run(self) -> Result<impl Serialize, Error> {
        let options = given!(ranking::Impact::default(); line self.line, least self.least);
        let stratum = |(at, stratum): (usize, &Stratum)| {
            let counts = groups(&stratum.groups);
            counts.map_err(|error| error.map(|diagnostic| diagnostic.under(&at.to_string()).under("strata")))
        };
        let counts: Vec<Vec<ranking::GroupCount>> =
            self.strata.iter().enumerate().map(stratum).collect::<Result<_, Error>>()?;
        let named: Vec<(&str, Vec<ranking::GroupCount>)> =
            self.strata.iter().map(|stratum| stratum.stratum.as_str()).zip(counts).collect();
        ranking::stratified_impact(&named, &options).map(Shown)
    }
}
