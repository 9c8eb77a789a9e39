//! What each method found, as JSON. Statistical numbers are text, as exact ones are; places and counts are integers.

use serde::{Serialize, Serializer};

use crate::num::{Fraction, Real};
use crate::ranking::{
    Acceptability, Alpha, Bootstrapped, ComparisonBars, ConfidenceSets, Discoveries, FunnelPoint,
    ImpactRatio, Interval, Intraclass, JamesStein, LeftOut, RankSet, Shrunk, Signal, StratifiedImpact,
    TopChoice, WeightChange, WeightedMeans,
};
use crate::text::Id;

/// A result of the room on its way into JSON.
pub(in crate::wire) struct Shown<T>(pub(in crate::wire) T);

/// One object for a result: the name of each key with what is read of the result.
macro_rules! shown {
    ($($result:ty, $it:ident { $($name:ident : $type:ty = $value:expr),* $(,)? })*) => { $(
        impl Serialize for Shown<$result> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[derive(Serialize)]
                struct Fields<'a> { $($name: $type,)* #[serde(skip)] whole: std::marker::PhantomData<&'a ()> }
                let $it = &self.0;
                Fields { $($name: $value,)* whole: std::marker::PhantomData }.serialize(serializer)
            }
        }
    )* };
}

shown! {
    Interval, it { lower: Real = it.lower(), upper: Real = it.upper() }
    Shrunk, it {
        estimates: &'a [Real] = it.estimates(),
        mean: Real = it.mean(),
        standard_deviations: &'a [Real] = it.standard_deviations(),
        tells_apart: bool = it.tells_apart(),
        variance: Real = it.variance(),
        weights: &'a [Real] = it.weights(),
    }
    JamesStein, it {
        estimates: &'a [Real] = it.estimates(),
        factor: Real = it.factor(),
        mean: Real = it.mean(),
    }
    TopChoice, it {
        chosen: &'a [usize] = it.chosen(),
        false_share: Real = it.false_share(),
        probabilities: &'a [Real] = it.probabilities(),
        tells_apart: bool = it.tells_apart(),
        tied: &'a [usize] = it.tied(),
    }
    ComparisonBars, it { lower: &'a [Real] = it.lower(), upper: &'a [Real] = it.upper(), z: Real = it.z() }
    Discoveries, it { adjusted: &'a [Real] = it.adjusted(), rejected: &'a [bool] = it.rejected() }
    FunnelPoint, it {
        inner: Shown<Interval> = Shown(it.inner()),
        outer: Shown<Interval> = Shown(it.outer()),
        ratio: Real = it.ratio(),
        signal: Signal = it.signal(),
    }
    Acceptability, it {
        central_weights: &'a [Option<Vec<Real>>] = it.central_weights(),
        confidence_factors: &'a [Option<Real>] = it.confidence_factors(),
        entropy_of_choice: Real = it.entropy_of_choice(),
        entropy_of_ranking: Real = it.entropy_of_ranking(),
        pairwise_winning: &'a [Vec<Real>] = it.pairwise_winning(),
        ranks: &'a [Vec<Real>] = it.ranks(),
    }
    WeightChange, it {
        criterion: usize = it.criterion(),
        entering: &'a [usize] = it.entering(),
        from: &'a Fraction = it.from(),
        leaving: &'a [usize] = it.leaving(),
        rises: bool = it.rises(),
        size: Fraction = it.size(),
        to: &'a Fraction = it.to(),
    }
    LeftOut, it { entering: &'a [usize] = it.entering(), leaving: &'a [usize] = it.leaving() }
    WeightedMeans, it {
        changes: Vec<Shown<WeightChange>> = all(it.changes()),
        inside: Vec<usize> = it.inside(),
        scores: Vec<Fraction> = it.scores(),
        smallest_changes: Vec<Shown<WeightChange>> = all(it.smallest_changes()),
        without_criteria: Vec<Option<Shown<LeftOut>>> =
            it.without_criteria().into_iter().map(|left| left.map(Shown)).collect(),
        without_units: Vec<Shown<LeftOut>> = all(it.without_units()),
    }
    ImpactRatio, it {
        below: bool = it.is_below(),
        group: &'a Id = it.group(),
        rate: Option<&'a Fraction> = it.rate(),
        ratio: Option<&'a Fraction> = it.ratio(),
    }
    StratifiedImpact, it {
        pooled: Vec<Shown<ImpactRatio>> = all(it.pooled().to_vec()),
        strata: Vec<Stratum<'a>> = it.strata().iter().map(|(stratum, groups)| Stratum {
            groups: all(groups.clone()),
            stratum,
        }).collect(),
    }
    Bootstrapped, it {
        covariances: &'a [Vec<Real>] = it.covariances(),
        standard_errors: Vec<Real> = it.standard_errors(),
        totals: &'a [Real] = it.totals(),
    }
    Alpha, it {
        alpha: Real = it.alpha(),
        expected_disagreement: Real = it.expected_disagreement(),
        observed_disagreement: Real = it.observed_disagreement(),
        pairable: usize = it.pairable(),
    }
    Intraclass, it {
        average: [Real; 3] = it.average(),
        one_way: Real = it.one_way(),
        two_way_mixed: Real = it.two_way_mixed(),
        two_way_random: Real = it.two_way_random(),
    }
}

pub(in crate::wire) fn all<T>(results: Vec<T>) -> Vec<Shown<T>> {
    results.into_iter().map(Shown).collect()
}

#[derive(Serialize)]
struct Stratum<'a> {
    groups: Vec<Shown<ImpactRatio>>,
    stratum: &'a Id,
}

#[derive(Serialize)]
pub(super) struct Ranks {
    pub(super) ranks: Vec<Fraction>,
}

#[derive(Serialize)]
pub(super) struct Points {
    pub(super) points: Vec<Shown<FunnelPoint>>,
}

#[derive(Serialize)]
pub(super) struct Weights {
    pub(super) weights: Vec<Vec<Real>>,
}

#[derive(Serialize)]
pub(super) struct Impact {
    pub(super) groups: Vec<Shown<ImpactRatio>>,
}

/// Rank confidence sets, and who is among the best and worst of a number that was asked for.
pub(super) struct Sets {
    pub(super) sets: ConfidenceSets,
    pub(super) tau: Option<usize>,
}

impl Serialize for Sets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            marginal: Vec<(usize, usize)>,
            ranks: &'a [usize],
            simultaneous: Vec<(usize, usize)>,
            tau: Option<Tau>,
        }
        #[derive(Serialize)]
        struct Tau {
            best: Vec<usize>,
            certainly_best: Vec<usize>,
            certainly_worst: Vec<usize>,
            worst: Vec<usize>,
        }
        let sets = &self.sets;
        let ends = |sets: &[RankSet]| sets.iter().map(|set| (set.lower(), set.upper())).collect();
        let tau = self.tau.map(|tau| Tau {
            best: sets.tau_best(tau),
            certainly_best: sets.certainly_best(tau),
            certainly_worst: sets.certainly_worst(tau),
            worst: sets.tau_worst(tau),
        });
        let (marginal, simultaneous) = (ends(sets.marginal()), ends(sets.simultaneous()));
        Fields { marginal, ranks: sets.ranks(), simultaneous, tau }.serialize(serializer)
    }
}
