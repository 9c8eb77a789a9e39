//! A scheme on one day: its parameters filled in, its names resolved.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::caps::Cap;
use super::credit::Split;
use super::decay::Decay;
use super::document::{
    Body, Combine, Coverage, Kind, Minimum, Multiplier, Opportunity, Order, Origin, People, Publish, Step,
    UnitTerm, UnitTrait, Units, Weighted, Whole,
};
use super::points::{Method as _, Points};
use super::questions::Questions;
use super::requirement::Requirement;
use crate::contribution::roster::AbsenceKind;
use crate::error::{Code, Diagnostic};
use crate::maturity::Basis;
use crate::num::Fraction;
use crate::pack::{Findings, Quantity, Values};
use crate::text::{Id, Text};

/// A scheme with its numbers known.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) basis: Basis,
    pub(crate) order: Order,
    pub(crate) kinds: Vec<KindModel>,
    /// The place of each kind of contribution that earns something, by its id.
    pub(crate) by_id: BTreeMap<Id, usize>,
    pub(crate) ignores: BTreeSet<Id>,
    pub(crate) caps: Vec<SharedCap>,
    /// Never empty: without components in the pack, the sum of everything.
    pub(crate) components: Vec<ComponentModel>,
    pub(crate) whole: Whole<Fraction>,
    pub(crate) opportunity: Option<Opportunity<Fraction>>,
    pub(crate) protected: Vec<AbsenceKind>,
    pub(crate) people: Option<People>,
    pub(crate) units: Option<UnitsModel>,
    pub(crate) questions: Questions<Fraction>,
    pub(crate) publish: Publish,
}

/// A kind of contribution.
#[derive(Debug, Clone)]
pub(crate) struct KindModel {
    pub(crate) id: Id,
    pub(crate) label: Text,
    pub(crate) cite: Id,
    /// Its place among the components.
    pub(crate) component: usize,
    pub(crate) from: Origin,
    pub(crate) points: Points<Fraction>,
    pub(crate) multipliers: Vec<Multiplier<Fraction>>,
    pub(crate) ceiling: Option<Fraction>,
    pub(crate) requires: Vec<Requirement<Fraction>>,
    pub(crate) split: Split,
    pub(crate) step: Option<Step>,
    pub(crate) caps: Vec<Cap<Fraction>>,
    pub(crate) decay: Option<Decay<Fraction>>,
    pub(crate) deduction: bool,
    pub(crate) pointer: String,
}

/// A cap over several kinds together.
#[derive(Debug, Clone)]
pub(crate) struct SharedCap {
    /// Whether each kind is under it.
    pub(crate) holds: Vec<bool>,
    pub(crate) cap: Cap<Fraction>,
    pub(crate) cite: Id,
}

/// A part of a score.
#[derive(Debug, Clone)]
pub(crate) struct ComponentModel {
    pub(crate) id: Option<Id>,
    pub(crate) label: Text,
    pub(crate) combine: Combine,
    pub(crate) weight: Fraction,
    pub(crate) withheld: Fraction,
}

/// How units are scored and compared.
#[derive(Debug, Clone)]
pub(crate) struct UnitsModel {
    pub(crate) by: Vec<UnitTrait>,
    pub(crate) smallest: u32,
    pub(crate) evidence: Minimum,
    pub(crate) score: Vec<UnitTerm<Fraction>>,
}

/// The numbers of a day, and the parameters that have none.
pub(super) struct Numbers<'a> {
    values: &'a Values,
    wanting: RefCell<BTreeSet<Id>>,
}

impl Numbers<'_> {
    fn get(&self, quantity: &Quantity) -> Fraction {
        self.values.amount(quantity).unwrap_or_else(|open| {
            self.wanting.borrow_mut().insert(open.parameter().clone());
            Fraction::ZERO
        })
    }
}

impl Model {
    /// The model of a body whose references were checked, or the open parameters it cannot do without.
    pub(crate) fn build(body: &Body, values: &Values) -> Result<Self, Vec<Id>> {
        // what is missing was told when its names were checked
        let (Some(basis), Some(publish)) = (body.basis, body.publish) else { return Err(Vec::new()) };
        let numbers = Numbers { values, wanting: RefCell::default() };
        let number = |quantity: &Quantity| numbers.get(quantity);
        let mut components: Vec<ComponentModel> = body
            .components
            .iter()
            .map(|component| ComponentModel {
                id: Some(component.id.clone()),
                label: component.label.clone(),
                combine: component.combine,
                weight: component.weight.as_ref().map_or(Fraction::ONE, number),
                withheld: component.withheld.as_ref().map_or(Fraction::ZERO, number),
            })
            .collect();
        let place = |id: &Option<Id>| components.iter().position(|own| own.id == *id).unwrap_or(0);
        let kind = |(at, kind): (usize, &Kind)| KindModel {
            id: kind.id.clone(),
            label: kind.label.clone(),
            cite: kind.cite.clone(),
            component: place(&kind.component),
            from: kind.from,
            points: kind.points.map(&number),
            multipliers: kind.multipliers.iter().map(|one| one.map(&number)).collect(),
            ceiling: kind.ceiling.as_ref().map(number),
            requires: kind.requires.iter().map(|one| one.map(&number)).collect(),
            split: kind.split.unwrap_or(Split::Declared),
            step: kind.step,
            caps: kind.caps.iter().map(|cap| cap.map(&number)).collect(),
            decay: kind.decay.as_ref().map(|decay| decay.map(&number)),
            deduction: kind.deduction,
            pointer: format!("/kinds/{at}"),
        };
        let kinds: Vec<KindModel> = body.kinds.iter().enumerate().map(kind).collect();
        if components.is_empty() {
            components.push(ComponentModel {
                id: None,
                label: Text::new("Tổng điểm", "All points"),
                combine: Combine::Sum,
                weight: Fraction::ONE,
                withheld: Fraction::ZERO,
            });
        }
        let caps = body
            .caps
            .iter()
            .map(|shared| SharedCap {
                holds: kinds
                    .iter()
                    .map(|kind| shared.kinds.is_empty() || shared.kinds.contains(&kind.id))
                    .collect(),
                cap: shared.cap.map(&number),
                cite: shared.cite.clone(),
            })
            .collect();
        let mut by_id = BTreeMap::new();
        let contributed = |kind: &&KindModel| kind.from == Origin::Contributions;
        by_id.extend(
            kinds.iter().enumerate().filter(|(_, k)| contributed(k)).map(|(at, k)| (k.id.clone(), at)),
        );
        let mut ignores = BTreeSet::new();
        ignores.extend(body.ignores.iter().cloned());
        let model = Self {
            basis,
            order: body.order,
            by_id,
            ignores,
            caps,
            components,
            whole: match &body.score {
                Some(Whole::Mean(mean)) => Whole::Mean(Coverage { coverage: number(&mean.coverage) }),
                Some(Whole::Sum(sum)) => Whole::Sum(Coverage { coverage: number(&sum.coverage) }),
                None => Whole::Sum(Coverage { coverage: Fraction::ZERO }),
            },
            opportunity: body
                .opportunity
                .as_ref()
                .map(|own| Opportunity { per: own.per.clone(), reference: number(&own.reference) }),
            protected: body.protected.clone(),
            people: body.people.clone(),
            units: body.units.as_ref().map(|units| units.model(&number)),
            questions: body.questions.as_ref().map(|own| own.map(&number)).unwrap_or_default(),
            publish,
            kinds,
        };
        let wanting = numbers.wanting.into_inner();
        if wanting.is_empty() { Ok(model) } else { Err(wanting.into_iter().collect()) }
    }

    /// Whether units' scores read what members earned.
    pub(crate) fn reads_members(&self) -> bool {
        self.units.as_ref().is_some_and(|units| units.score.iter().any(UnitTerm::reads_members))
    }

    /// What is wrong with the numbers.
    pub(crate) fn check(&self, findings: &Findings) {
        self.questions.check(findings);
        for kind in &self.kinds {
            kind.check(findings);
        }
        for (at, shared) in self.caps.iter().enumerate() {
            shared.cap.check(&format!("/caps/{at}/cap"), findings);
        }
        let negative = |value: &Fraction, what: &str, at: String| {
            if value.is_negative() {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what);
                findings.push(diagnostic.with("value", value).with("bounds", "0 or more").at(at));
            }
        };
        for (at, component) in self.components.iter().enumerate() {
            negative(&component.weight, "`weight`", format!("/components/{at}/weight"));
        }
        let weight = self.components.iter().fold(Fraction::ZERO, |sum, one| sum.add(&one.weight));
        if weight.is_zero() {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "Σ `weight`");
            findings.push(diagnostic.with("value", &weight).with("bounds", "above 0").at("/components"));
        }
        let (whole, name) = match &self.whole {
            Whole::Sum(whole) => (whole, "sum"),
            Whole::Mean(whole) => (whole, "mean"),
        };
        if whole.coverage.is_negative() || whole.coverage > Fraction::ONE {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`coverage`");
            let diagnostic = diagnostic.with("value", &whole.coverage).with("bounds", "0 – 1");
            findings.push(diagnostic.at(format!("/score/{name}/coverage")));
        }
        if let Some(opportunity) = &self.opportunity
            && (opportunity.reference.is_negative() || opportunity.reference.is_zero())
        {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`reference`");
            let diagnostic = diagnostic.with("value", &opportunity.reference).with("bounds", "above 0");
            findings.push(diagnostic.at("/opportunity/reference"));
        }
        for (at, term) in self.units.iter().flat_map(|units| &units.score).enumerate() {
            negative(term.weight(), "`weight`", format!("/units/score/{at}/{}/weight", term.name()));
        }
    }
}

impl KindModel {
    fn check(&self, findings: &Findings) {
        let at = &self.pointer;
        self.points.check(&format!("{at}/points"), findings);
        for (index, cap) in self.caps.iter().enumerate() {
            cap.check(&format!("{at}/caps/{index}"), findings);
        }
        if let Some(decay) = &self.decay {
            decay.check(&format!("{at}/decay"), findings);
        }
        let refuse = |what: &str, value: &Fraction, bounds: &str, at: String| {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what).with("value", value);
            findings.push(diagnostic.with("bounds", bounds).at(at));
        };
        for (index, multiplier) in self.multipliers.iter().enumerate() {
            for (value, factor) in multiplier.by.iter().filter(|(_, factor)| factor.is_negative()) {
                let at = format!("{at}/multipliers/{index}/by/{}", crate::error::escape(value.as_str()));
                refuse("`by`", factor, "0 or more", at);
            }
        }
        if let Some(ceiling) = self.ceiling.as_ref().filter(|ceiling| ceiling.is_negative()) {
            refuse("`ceiling`", ceiling, "0 or more", format!("{at}/ceiling"));
        }
        if let Some(step) = self.step
            && (Fraction::from(step.size).is_negative() || Fraction::from(step.size).is_zero())
        {
            refuse("`size`", &step.size.into(), "above 0", format!("{at}/step/size"));
        }
        let (least, most) = self.points.range();
        let gives =
            |end: &Option<Fraction>| end.as_ref().is_none_or(|end| !end.is_negative() && !end.is_zero());
        if self.deduction && gives(&most) {
            findings
                .push(Diagnostic::new(Code::DEDUCTION_GIVES).with("id", &self.id).at(format!("{at}/points")));
        }
        let takes = least.as_ref().is_none_or(Fraction::is_negative);
        if !self.deduction && takes {
            findings.push(Diagnostic::new(Code::TAKES_AWAY).with("id", &self.id).at(format!("{at}/points")));
        }
    }
}

impl Cap<Fraction> {
    fn check(&self, at: &str, findings: &Findings) {
        let refuse = |what: &str, value: &Fraction, bounds: &str, at: String| {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what).with("value", value);
            findings.push(diagnostic.with("bounds", bounds).at(at));
        };
        if self.most.is_none() && self.least.is_none() {
            let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", "`most`, `least`");
            findings.push(diagnostic.with("found", "none").at(at));
        }
        if let Some(most) = self.most.as_ref().filter(|most| most.is_negative()) {
            refuse("`most`", most, "0 or more", format!("{at}/most"));
        }
        if let Some(least) = self.least.as_ref().filter(|least| **least > Fraction::ZERO) {
            refuse("`least`", least, "≤ 0", format!("{at}/least"));
        }
    }
}

impl Multiplier<Quantity> {
    fn map<R>(&self, number: &impl Fn(&Quantity) -> R) -> Multiplier<R> {
        let mut by = BTreeMap::new();
        by.extend(self.by.iter().map(|(value, q)| (value.clone(), number(q))));
        Multiplier { attribute: self.attribute.clone(), by }
    }
}

impl Units<Quantity> {
    fn model(&self, number: &impl Fn(&Quantity) -> Fraction) -> UnitsModel {
        let weighted = |own: &Weighted<Quantity>| Weighted { weight: number(&own.weight) };
        let term = |term: &UnitTerm<Quantity>| match term {
            UnitTerm::Own(own) => UnitTerm::Own(weighted(own)),
            UnitTerm::OwnPerHead(own) => UnitTerm::OwnPerHead(weighted(own)),
            UnitTerm::MembersMean(own) => UnitTerm::MembersMean(weighted(own)),
            UnitTerm::MembersPerHead(own) => UnitTerm::MembersPerHead(weighted(own)),
            UnitTerm::MembersShare(own) => UnitTerm::MembersShare(super::document::ShareOf {
                at_least: number(&own.at_least),
                weight: number(&own.weight),
            }),
        };
        UnitsModel {
            by: self.by.clone(),
            smallest: self.smallest,
            evidence: self.evidence,
            score: self.score.iter().map(term).collect(),
        }
    }
}

impl<Q> UnitTerm<Q> {
    pub(crate) const fn weight(&self) -> &Q {
        match self {
            Self::Own(own) | Self::OwnPerHead(own) | Self::MembersMean(own) | Self::MembersPerHead(own) => {
                &own.weight
            }
            Self::MembersShare(own) => &own.weight,
        }
    }

    /// The name packs write.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Own(_) => "own",
            Self::OwnPerHead(_) => "own_per_head",
            Self::MembersMean(_) => "members_mean",
            Self::MembersPerHead(_) => "members_per_head",
            Self::MembersShare(_) => "members_share",
        }
    }

    /// Whether it reads what members earned.
    pub(crate) const fn reads_members(&self) -> bool {
        matches!(self, Self::MembersMean(_) | Self::MembersPerHead(_) | Self::MembersShare(_))
    }
}
