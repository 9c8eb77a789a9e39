//! What does not depend on points, such as days of work and what is withheld; and with the points, everybody's standing.

use std::collections::BTreeMap;

use super::gather::Setting;
use super::group::{Group, of_person, of_unit};
use super::rank::rank;
use super::score::{NoScore, Scored, score};
use super::standing::{Basis, Placed, Standing, Unranked};
use super::tally::Tally;
use super::unit::{members, terms};
use crate::contribution::roster::Days;
use crate::contribution::scheme::ComponentModel;
use crate::contribution::scheme::document::Whole;
use crate::error::{Code, Diagnostic, Error, escape};
use crate::num::{Exact, Fraction};
use crate::text::Id;

/// What does not depend on points: days, groups, opportunities, what is withheld.
pub(crate) struct Table<'a> {
    setting: Setting<'a>,
    days: Vec<Days>,
    heads: Vec<Fraction>,
    /// The components each contributor keeps back, people first.
    withheld: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(setting: Setting<'a>) -> Result<Self, Error> {
        let Setting { model, view, roster, from, until, .. } = setting;
        let end = until.min(view.as_of);
        let days = (0..roster.document.people.len())
            .map(|person| roster.days(person, from, end, &model.protected))
            .collect();
        let heads = roster.heads(from, end, &model.protected).unwrap_or_default();
        let heads = heads.iter().map(|heads| heads.staff().clone()).collect();
        let mut withheld: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for record in view.ledger.withheld.iter().filter(|record| record.on <= view.as_of) {
            if !(from <= record.on && record.on <= until) {
                continue;
            }
            let component =
                model.components.iter().position(|own| own.id.as_ref() == Some(&record.component));
            let component = component.ok_or_else(|| {
                let known = model.components.iter().filter_map(|own| own.id.as_ref()).map(Id::as_str);
                let diagnostic = Diagnostic::new(Code::UNKNOWN_COMPONENT).with("id", &record.component);
                diagnostic
                    .meant(record.component.as_str(), known)
                    .at(format!("/{}", escape(record.id.as_str())))
                    .data()
            })?;
            if let Some(at) = setting.place(roster.resolve(record.contributor.as_str())) {
                withheld.entry(at).or_default().push(component);
            }
        }
        Ok(Self { setting, days, heads, withheld })
    }

    /// What points above 0 are multiplied by, over so many days of work; none where that cannot be said.
    fn factor(&self, days: u32, named: &BTreeMap<Id, Exact>) -> Option<Fraction> {
        let Some(opportunity) = &self.setting.model.opportunity else { return Some(Fraction::ONE) };
        let per = match opportunity.per.as_str() {
            "days" => Fraction::from(days),
            _ => Fraction::from(*named.get(&opportunity.per)?),
        };
        opportunity.reference.div(&per)
    }

    /// What the points above 0 of a contributor are multiplied by; none where that cannot be said.
    pub(crate) fn factor_of(&self, place: usize) -> Option<Fraction> {
        let document = &self.setting.roster.document;
        if let (Some(person), Some(days)) = (document.people.get(place), self.days.get(place)) {
            return self.factor(days.counted(), &person.opportunity);
        }
        let unit = document.units.get(place.checked_sub(document.people.len())?)?;
        // a unit is there all the time
        let by_days = self.setting.model.opportunity.as_ref().is_none_or(|own| own.per == *"days");
        if by_days { Some(Fraction::ONE) } else { self.factor(0, &unit.opportunity) }
    }

    /// What the points above 0 are multiplied by that a member of a unit's staff earned there; none where that cannot be said.
    pub(crate) fn factor_in(&self, person: usize, unit: usize) -> Option<Fraction> {
        let own = self.setting.roster.document.people.get(person)?;
        // who had no day of work there, such as one on leave or gone long ago, lowers no mean
        let days = self.days_in(person, unit);
        if days == 0 { None } else { self.factor(days, &own.opportunity) }
    }

    /// The components a contributor keeps back.
    pub(crate) fn withheld(&self, place: usize) -> &[usize] {
        self.withheld.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The average heads of a unit's staff.
    pub(crate) fn heads(&self, unit: usize) -> Fraction {
        self.heads.get(unit).cloned().unwrap_or(Fraction::ZERO)
    }

    /// The standings of people and units by these tallies, people first.
    pub(crate) fn standings(&self, tallies: &[Tally]) -> Result<(Vec<Standing>, Vec<Standing>), Error> {
        let Setting { model, roster, .. } = self.setting;
        let document = &roster.document;
        let scored = |at: usize| {
            let withheld = |component| self.withheld(at).contains(&component);
            tallies.get(at).map(|tally| score(model, &tally.all.sums, self.factor_of(at).as_ref(), withheld))
        };
        let mut people = Vec::with_capacity(document.people.len());
        for (at, (person, days)) in document.people.iter().zip(&self.days).enumerate() {
            let (Some(scored), Some(tally)) = (scored(at), tallies.get(at)) else { continue };
            let group = model.people.as_ref().and_then(|rules| of_person(rules, roster, person, days));
            let basis = Basis { days: days.counted(), ..tally.basis() };
            let mut standing = self.standing(&person.id, &scored, basis, group)?;
            match &model.people {
                None => standing.unranked.push(Unranked::NotCompared),
                Some(_) if standing.group.is_none() => standing.unranked.push(Unranked::NoSpell),
                Some(rules) => standing.unranked.extend(rules.evidence.lacks(&basis, true)),
            }
            people.push(standing);
        }
        let mut units = Vec::with_capacity(document.units.len());
        let staff = members(model, roster, tallies.iter().take(document.people.len()), |person, unit| {
            self.factor_in(person, unit)
        });
        for (at, unit) in document.units.iter().enumerate() {
            let place = document.people.len().saturating_add(at);
            let (Some(mut own), Some(tally)) = (scored(place), tallies.get(place)) else { continue };
            let Some(rules) = &model.units else {
                let mut standing = self.standing(&unit.id, &own, tally.basis(), None)?;
                standing.unranked.push(Unranked::NotCompared);
                units.push(Standing { is_unit: true, ..standing });
                continue;
            };
            let members = staff.get(&at).map_or(&[][..], Vec::as_slice);
            let terms = terms(rules, own.score.as_ref().ok(), members, &self.heads(at));
            let whole =
                terms.iter().try_fold(Fraction::ZERO, |sum, term| term.as_ref().map(|term| sum.add(term)));
            own.score = whole.ok_or(NoScore::Opportunity);
            let mut footing = tally.all.footing.clone();
            let inside =
                tallies.iter().take(document.people.len()).filter_map(|tally| tally.in_units.get(&at));
            inside.for_each(|part| footing.join(&part.footing));
            let basis = Basis { unverified: tally.unverified, disputed: tally.disputed, ..footing.basis() };
            let mut standing = self.standing(&unit.id, &own, basis, Some(of_unit(&rules.by, unit)))?;
            standing.unranked.extend(rules.evidence.lacks(&basis, false));
            standing.parts = rules
                .score
                .iter()
                .zip(terms)
                .map(|(term, value)| Ok((Id::new(term.name())?, value)))
                .collect::<Result<_, Error>>()?;
            units.push(Standing { is_unit: true, ..standing });
        }
        rank(&mut people, model.people.as_ref().map_or(0, |rules| rules.smallest), model.publish)?;
        rank(&mut units, model.units.as_ref().map_or(0, |rules| rules.smallest), model.publish)?;
        Ok((people, units))
    }

    /// The days of work a person had in a unit as one of its staff.
    fn days_in(&self, person: usize, unit: usize) -> u32 {
        let (Some(days), Some(own)) =
            (self.days.get(person), self.setting.roster.document.people.get(person))
        else {
            return 0;
        };
        let here = |at: usize| {
            let spell = own.spells.get(at).filter(|spell| spell.status.is_staff());
            let unit_of = spell.and_then(|spell| spell.unit.as_ref());
            unit_of.and_then(|id| self.setting.roster.unit(id.as_str())) == Some(unit)
        };
        let days = days.spells().iter().filter(|(at, ..)| here(*at)).map(|(_, _, counted)| *counted);
        days.fold(0, u32::saturating_add)
    }

    /// A standing without its rank.
    fn standing(
        &self,
        id: &Id,
        scored: &Scored,
        basis: Basis,
        group: Option<Group>,
    ) -> Result<Standing, Error> {
        let model = self.setting.model;
        let mut unranked = Vec::new();
        match scored.score {
            Err(NoScore::Opportunity) => unranked.push(Unranked::NoOpportunity),
            Err(NoScore::Components) => unranked.push(Unranked::NoComponent),
            Ok(_) => {}
        }
        let (Whole::Sum(whole) | Whole::Mean(whole)) = &model.whole;
        if scored.score.is_ok() && scored.coverage < whole.coverage {
            let (has, needs) = (scored.coverage.clone(), whole.coverage.clone());
            unranked.push(Unranked::Coverage { has, needs });
        }
        let score = scored.score.as_ref().ok().cloned();
        let publish = model.publish;
        let published =
            score.as_ref().map(|score| score.round(publish.places, publish.rounding)).transpose()?;
        let named = |(component, value): (&ComponentModel, &Option<Fraction>)| {
            component.id.clone().map(|id| (id, value.clone()))
        };
        Ok(Standing {
            contributor: id.clone(),
            is_unit: false,
            group,
            result: Placed { score, published, rank: None, among: 0 },
            parts: model.components.iter().zip(&scored.components).filter_map(named).collect(),
            basis,
            unranked,
            with_disputed: None,
        })
    }
}
