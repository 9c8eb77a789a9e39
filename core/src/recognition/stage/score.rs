//! Points of a person from work assigned and done: general points, and task points as the mean of shares, averaged over the months
//! or quarters worked. A stretch filled by a protected absence leaves the mean: people are judged on the time they worked.
//!
//! Nghị định 335/2025/NĐ-CP: 30 general + 70 × (quantity + quality + progress) / 3.

use crate::num::Fraction;
use crate::pack::Open;
use crate::recognition::board::{Numbers, Outcome, Reader, Subject};
use crate::recognition::condition::Truth;
use crate::recognition::facts::document::{Line, Stretch};
use crate::recognition::policy::document::{Score, Share, Worst};
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

/// The three shares of work, of one stretch or averaged.
struct Shares {
    quantity: Fraction,
    quality: Fraction,
    progress: Fraction,
}

impl Score {
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let mut reasons = Vec::new();
        match self.points(reader, of, &mut reasons) {
            Ok(points) => Outcome::points(points, reasons),
            Err(Truth::Unknown(missing)) => Outcome::unknown(missing, reasons),
            Err(_) => Outcome::unknown([].into(), reasons),
        }
    }

    fn points(
        &self,
        reader: &Reader<'_>,
        of: Subject<'_>,
        reasons: &mut Vec<Reason>,
    ) -> Result<Fraction, Truth> {
        let number =
            |quantity| reader.numbers.get(quantity).map_err(|open| Truth::missing(of.id, open.parameter()));
        let general = reader.fact(of, &self.general).and_then(|value| value.number());
        let work = of.person.and_then(|person| person.work.as_deref());
        let mut missing = Vec::new();
        if general.is_none() {
            missing.push(Truth::missing(of.id, &self.general));
        }
        let (tasks, stretches) = (number(&self.tasks)?, number(&self.stretches)?);
        let there = |work: &&[Stretch]| {
            let count = u32::try_from(work.len()).unwrap_or(u32::MAX);
            Fraction::from(count) >= stretches && work.iter().any(|stretch| stretch.absent.is_none())
        };
        let work = work.filter(there);
        if work.is_none() {
            missing.push(Truth::missing(of.id, &Id::fixed("work")));
        }
        let unknown = Truth::all(missing);
        let (Some(general), Some(work)) = (general, work) else { return Err(unknown) };
        let means =
            self.means(work, reader.numbers).map_err(|open| Truth::missing(of.id, open.parameter()))?;
        let [quantity, quality, progress] = means;
        let mut sum = Fraction::ZERO;
        for share in &self.shares {
            let (value, key) = match share {
                Share::Quantity => (quantity.clone(), Key::SHARE_QUANTITY),
                Share::Quality => (quality.clone(), Key::SHARE_QUALITY),
                Share::Progress => (progress.clone(), Key::SHARE_PROGRESS),
                Share::Fact(fact) => {
                    let value = reader.fact(of, fact).and_then(|value| value.number());
                    (value.ok_or_else(|| Truth::missing(of.id, fact))?, Key::SHARE_FACT)
                }
                Share::Worst(worst) => (worst.value(reader, of)?, Key::SHARE_WORST),
            };
            let name = match share {
                Share::Fact(fact) => Some(fact.into()),
                Share::Worst(worst) => Some(reader.label(&worst.stage)),
                _ => None,
            };
            let mut reason = Reason::new(key, [("value", (&value).into())]);
            reason.args.extend(name.map(|name| ("of", name)));
            reasons.push(reason);
            sum = sum.add(&value);
        }
        let count = Fraction::from(u32::try_from(self.shares.len()).unwrap_or(u32::MAX));
        let mean = sum.div(&count).unwrap_or(Fraction::ZERO);
        let points = general.add(&tasks.mul(&mean));
        let args = [
            ("general", (&general).into()),
            ("tasks", (&tasks).into()),
            ("mean", (&mean).into()),
            ("points", (&points).into()),
        ];
        reasons.push(Reason::new(Key::SCORE_SUM, args));
        Ok(points)
    }
}

impl Score {
    /// Quantity, quality and progress over the stretches worked.
    pub(in crate::recognition) fn means(
        &self,
        work: &[Stretch],
        numbers: &Numbers,
    ) -> Result<[Fraction; 3], Open> {
        let Shares { quantity, quality, progress } =
            Shares::of(work, &numbers.get(&self.failure)?, &numbers.get(&self.delay)?);
        Ok([quantity, quality, progress])
    }
}

impl Shares {
    /// The mean over the stretches worked.
    fn of(work: &[Stretch], failure: &Fraction, delay: &Fraction) -> Self {
        let worked: Vec<Self> = work
            .iter()
            .filter(|stretch| stretch.absent.is_none())
            .map(|stretch| Self::of_stretch(&stretch.lines, failure, delay))
            .collect();
        let count = Fraction::from(u32::try_from(worked.len()).unwrap_or(u32::MAX));
        let mean = |share: fn(&Self) -> &Fraction| {
            let sum = worked.iter().fold(Fraction::ZERO, |sum, one| sum.add(share(one)));
            sum.div(&count).unwrap_or(Fraction::ZERO)
        };
        Self {
            quantity: mean(|one| &one.quantity),
            quality: mean(|one| &one.quality),
            progress: mean(|one| &one.progress),
        }
    }

    /// What was done of what was assigned, in converted products. A failure takes its share off the quality of its product and a
    /// delay off its progress, down to nothing, unless an objective cause was certified.
    fn of_stretch(lines: &[Line], failure: &Fraction, delay: &Fraction) -> Self {
        let zero = || Fraction::ZERO;
        let mut all = zero();
        let mut shares = Self { quantity: zero(), quality: zero(), progress: zero() };
        for line in lines {
            let weight = Fraction::from(line.weight);
            let assigned = Fraction::from(line.assigned);
            let done = weight.mul(&Fraction::from(line.done).min(assigned.clone()));
            let left = |count: u32, excused: u32, each: &Fraction| {
                let lost = each.mul(&Fraction::from(count.saturating_sub(excused)));
                done.mul(&Fraction::ONE.sub(&lost).max(Fraction::ZERO))
            };
            all.accumulate(&weight.mul(&assigned));
            shares.quality.accumulate(&left(line.failures, line.excused_failures, failure));
            shares.progress.accumulate(&left(line.delays, line.excused_delays, delay));
            shares.quantity.accumulate(&done);
        }
        let of_all = |sum: &Fraction| sum.div(&all).unwrap_or(Fraction::ZERO);
        Self {
            quantity: of_all(&shares.quantity),
            quality: of_all(&shares.quality),
            progress: of_all(&shares.progress),
        }
    }
}

impl Worst {
    /// One number where a member of the unit came out at one of the levels, another where none did.
    fn value(&self, reader: &Reader<'_>, of: Subject<'_>) -> Result<Fraction, Truth> {
        let unit = of.home().ok_or_else(|| Truth::missing(of.id, &Id::fixed("unit")))?;
        let number =
            |quantity| reader.numbers.get(quantity).map_err(|open| Truth::missing(of.id, open.parameter()));
        let mut unknown = Vec::new();
        for member in reader.members(unit).into_iter().filter(|member| !member.is_head()) {
            match reader.level(member, &self.stage, &self.among).0 {
                Truth::Met => return number(&self.then),
                Truth::Failed => {}
                other => unknown.push(other),
            }
        }
        match Truth::all(unknown) {
            Truth::Met => number(&self.otherwise),
            unknown => Err(unknown),
        }
    }
}
