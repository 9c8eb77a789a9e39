//! Laws that hold for any units: order does not matter, coverage widens, known things are told apart.

use proptest::prelude::*;
use thidua::ranking::*;
use thidua::{Code, Fraction, Real};

/// Estimates with standard errors, some equal, some known.
fn units() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let value = (-20_i32..20).prop_map(|value| f64::from(value) / 2.0);
    let error = prop_oneof![Just(0.0), (1_i32..8).prop_map(|error| f64::from(error) / 4.0)];
    prop::collection::vec((value, error), 1..9)
}

fn estimates(units: &[(f64, f64)]) -> Estimates {
    let (values, errors): (Vec<f64>, Vec<f64>) = units.iter().copied().unzip();
    Estimates::new(&values, &errors).unwrap()
}

fn sets(units: &[(f64, f64)], coverage: f64) -> ConfidenceSets {
    confidence_sets(&estimates(units), &Confidence::default().coverage(coverage).draws(500)).unwrap()
}

/// A way to reorder `count` things.
fn turn(count: usize, seed: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| (at * 7919 + seed * 104_729) % 1009);
    order
}

fn turned<T: Clone>(all: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|at| all[*at].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_hold_the_rank_and_do_not_depend_on_the_order(units in units(), seed in 0_usize..50) {
        let order = turn(units.len(), seed);
        let (plain, other) = (sets(&units, 0.9), sets(&turned(&units, &order), 0.9));
        prop_assert_eq!(turned(plain.marginal(), &order), other.marginal());
        prop_assert_eq!(turned(plain.simultaneous(), &order), other.simultaneous());
        for (unit, rank) in plain.ranks().iter().enumerate() {
            prop_assert!(plain.marginal()[unit].contains(*rank), "{:?}", plain);
            prop_assert!(plain.simultaneous()[unit].contains(*rank));
        }
    }

    #[test]
    fn more_coverage_is_never_a_smaller_set(units in units()) {
        let (less, more) = (sets(&units, 0.8), sets(&units, 0.95));
        for (families, name) in [((less.marginal(), more.marginal()), "marginal"), ((less.simultaneous(), more.simultaneous()), "all")] {
            for (less, more) in families.0.iter().zip(families.1) {
                prop_assert!(more.lower() <= less.lower() && more.upper() >= less.upper(), "{name} {less:?} {more:?}");
            }
        }
    }

    #[test]
    fn better_lower_is_better_higher_of_the_negatives(units in units()) {
        let negated: Vec<(f64, f64)> = units.iter().map(|(value, error)| (-value, *error)).collect();
        let options = Confidence::default().draws(500);
        let one = confidence_sets(&estimates(&units), &options.better(Better::Lower)).unwrap();
        prop_assert_eq!(one, confidence_sets(&estimates(&negated), &options).unwrap());
    }

    /// The families of single units are computed where estimates are independent, and drawn where covariances are given.
    #[test]
    fn drawn_families_agree_with_computed_ones(units in units()) {
        let (values, errors): (Vec<f64>, Vec<f64>) = units.iter().copied().unzip();
        let cell = |row: usize, column: usize| if row == column { errors[row].powi(2) } else { 0.0 };
        let diagonal: Vec<Vec<f64>> =
            (0..errors.len()).map(|row| (0..errors.len()).map(|column| cell(row, column)).collect()).collect();
        let drawn = Estimates::with_covariances(&values, &diagonal).unwrap();
        let drawn = |coverage: f64| {
            confidence_sets(&drawn, &Confidence::default().draws(4000).coverage(coverage)).unwrap()
        };
        let (less, computed, more) = (drawn(0.93), sets(&units, 0.95), drawn(0.97));
        for unit in 0..units.len() {
            let (less, own, more) = (less.marginal()[unit], computed.marginal()[unit], more.marginal()[unit]);
            prop_assert!(more.lower() <= own.lower() && own.lower() <= less.lower(), "{less:?} {own:?} {more:?}");
            prop_assert!(less.upper() <= own.upper() && own.upper() <= more.upper(), "{less:?} {own:?} {more:?}");
        }
    }

    #[test]
    fn shrunk_estimates_lie_between_their_own_and_the_mean(units in units(), seed in 0_usize..50) {
        prop_assume!(units.len() > 1);
        let found = shrink(&estimates(&units)).unwrap();
        let mean = found.mean().get();
        for ((own, _), shrunk) in units.iter().zip(found.estimates()) {
            let (low, high) = (own.min(mean), own.max(mean));
            prop_assert!(shrunk.get() >= low - 1e-12 && shrunk.get() <= high + 1e-12);
        }
        let order = turn(units.len(), seed);
        let other = shrink(&estimates(&turned(&units, &order))).unwrap();
        prop_assert_eq!(turned(found.estimates(), &order), other.estimates());
        prop_assert_eq!(found.variance(), other.variance());
    }

    #[test]
    fn the_chosen_are_the_surest_within_places_and_bound(units in units(), places in 0_usize..5, seed in 0_usize..50) {
        prop_assume!(units.len() > 1);
        let options = TopShare::default().share(0.3).false_share(0.2).places(places);
        let found = top_share(&estimates(&units), &options).unwrap();
        prop_assert!(found.chosen().len() <= places && found.false_share().get() <= 0.2);
        let least = found.chosen().iter().map(|unit| found.probabilities()[*unit].get()).fold(1.0, f64::min);
        for (unit, probability) in found.probabilities().iter().enumerate() {
            prop_assert!(found.chosen().contains(&unit) || found.chosen().is_empty() || probability.get() < least);
        }
        let order = turn(units.len(), seed);
        let other = top_share(&estimates(&turned(&units, &order)), &options).unwrap();
        let back: Vec<usize> = other.chosen().iter().map(|unit| order[*unit]).collect();
        prop_assert!(back.len() == found.chosen().len() && back.iter().all(|unit| found.chosen().contains(unit)));
    }

    #[test]
    fn multinomial_sets_do_not_depend_on_the_order(counts in prop::collection::vec(0_u64..300, 1..8), seed in 0_usize..50) {
        let order = turn(counts.len(), seed);
        let run = |counts: &[u64]| multinomial_sets(counts, &Multinomial::default()).unwrap();
        let (plain, other) = (run(&counts), run(&turned(&counts, &order)));
        prop_assert_eq!(turned(plain.simultaneous(), &order), other.simultaneous());
        prop_assert_eq!(turned(plain.marginal(), &order), other.marginal());
        for (own, all) in plain.marginal().iter().zip(plain.simultaneous()) {
            prop_assert!(own.lower() >= all.lower() && own.upper() <= all.upper());
        }
    }

    #[test]
    fn ranks_by_their_definitions(values in prop::collection::vec(-5_i64..5, 1..12)) {
        let exact: Vec<Fraction> = values.iter().map(|value| Fraction::from(*value)).collect();
        let run = |ties: Ties| ranks(&exact, &Order::default().ties(ties)).unwrap();
        let (min, max, mean, dense) = (run(Ties::Min), run(Ties::Max), run(Ties::Mean), run(Ties::Dense));
        for (at, own) in values.iter().enumerate() {
            let better = values.iter().filter(|other| *other > own).count();
            let equal = values.iter().filter(|other| *other == own).count();
            let mut above: Vec<i64> = values.iter().copied().filter(|other| other > own).collect();
            above.sort_unstable();
            above.dedup();
            let whole = |count: usize| Fraction::from(u32::try_from(count).unwrap());
            prop_assert_eq!(&min[at], &whole(better + 1));
            prop_assert_eq!(&max[at], &whole(better + equal));
            prop_assert_eq!(mean[at].add(&mean[at]), min[at].add(&max[at]));
            prop_assert_eq!(&dense[at], &whole(above.len() + 1));
        }
    }

    /// Just below the point nothing moves, just beyond it the named ones do.
    #[test]
    fn a_weight_changes_the_line_where_it_is_said_to(
        rows in prop::collection::vec(prop::collection::vec(0_i64..6, 3), 2..7),
        weights in prop::collection::vec(0_i64..5, 3),
        places in 1_usize..4,
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0) && places <= rows.len());
        let exact = |row: &[i64]| row.iter().map(|value| Fraction::from(*value)).collect::<Vec<_>>();
        let values: Vec<Vec<Fraction>> = rows.iter().map(|row| exact(row)).collect();
        let means = WeightedMeans::new(&values, &exact(&weights), places, Better::Higher).unwrap();
        let before = means.inside();
        let total: i64 = weights.iter().sum();
        let at = |criterion: usize, share: &Fraction| {
            let own = Fraction::new(weights[criterion].into(), total.into()).unwrap();
            let factor = Fraction::ONE.sub(share).div(&Fraction::ONE.sub(&own)).unwrap();
            let moved: Vec<Fraction> = weights.iter().enumerate().map(|(at, weight)| {
                if at == criterion { share.clone() } else { Fraction::new((*weight).into(), total.into()).unwrap().mul(&factor) }
            }).collect();
            WeightedMeans::new(&values, &moved, places, Better::Higher).unwrap().inside()
        };
        // scores differ by fractions with denominators of at most 6 · 20 · 20, so nothing happens within so little
        let little = Fraction::new(1, 1_000_000).unwrap();
        for change in means.changes() {
            let step = if change.rises() { little.clone() } else { little.neg() };
            let beyond = at(change.criterion(), &change.to().add(&step));
            prop_assert_ne!(&beyond, &before);
            prop_assert!(change.entering().iter().all(|unit| beyond.contains(unit) && !before.contains(unit)));
            prop_assert!(change.leaving().iter().all(|unit| !beyond.contains(unit) && before.contains(unit)));
            if change.to() != change.from() {
                // half way, and just before
                let half = change.to().add(change.from()).div(&Fraction::from(2)).unwrap();
                prop_assert_eq!(&at(change.criterion(), &half), &before);
                prop_assert_eq!(&at(change.criterion(), &change.to().sub(&step)), &before);
            }
        }
    }

    #[test]
    fn acceptability_follows_the_alternatives(
        draws in prop::collection::vec(prop::collection::vec(prop::collection::vec(0_u8..9, 2), 4), 1..6),
        seed in 0_usize..50,
    ) {
        let weights = uniform_weights(2, draws.len(), 11).unwrap();
        let order = turn(4, seed);
        let run = |order: &[usize]| {
            let number = |value: &u8| f64::from(*value);
            let rows = |draw: &Vec<Vec<u8>>| -> Vec<Vec<f64>> {
                turned(draw, order).iter().map(|row| row.iter().map(number).collect()).collect()
            };
            let measured: Vec<Vec<Vec<f64>>> = draws.iter().map(rows).collect();
            acceptability(&Preferences::new(&measured, &weights).unwrap()).unwrap()
        };
        let (plain, other) = (run(&[0, 1, 2, 3]), run(&order));
        prop_assert_eq!(turned(plain.ranks(), &order), other.ranks());
        prop_assert_eq!(turned(plain.central_weights(), &order), other.central_weights());
        prop_assert_eq!(plain.entropy_of_choice(), other.entropy_of_choice());
        for (unit, shares) in plain.ranks().iter().enumerate() {
            let total: f64 = shares.iter().map(|share| share.get()).sum();
            prop_assert!((total - 1.0).abs() < 1e-12);
            prop_assert_eq!(plain.pairwise_winning()[unit][unit].get(), 0.0);
            // who is favoured by somebody has central weights, and they are shares of one whole
            let first = shares[0].get() > 0.0;
            prop_assert_eq!(plain.central_weights()[unit].is_some(), first);
            let whole = plain.central_weights()[unit].iter().flatten().map(|weight| weight.get()).sum::<f64>();
            prop_assert!(!first || (whole - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn impact_is_told_of_the_group_not_of_its_place(
        counts in prop::collection::vec((0_u64..30, 0_u64..30), 1..6),
        seed in 0_usize..50,
    ) {
        let groups: Vec<GroupCount> = counts
            .iter()
            .enumerate()
            .map(|(at, (selected, others))| GroupCount::new(&format!("g{at}"), *selected, selected + others).unwrap())
            .collect();
        let order = turn(groups.len(), seed);
        let found = impact_ratios(&groups, &Impact::default()).unwrap();
        let other = impact_ratios(&turned(&groups, &order), &Impact::default()).unwrap();
        prop_assert_eq!(turned(&found, &order), other);
        for one in &found {
            prop_assert!(one.ratio().is_none_or(|ratio| *ratio <= Fraction::ONE));
            prop_assert_eq!(one.is_below(), one.ratio().is_some_and(|ratio| ratio.mul(&Fraction::from(5)) < Fraction::from(4)));
        }
        // one stratum is the whole
        let strata = stratified_impact(&[("all", groups)], &Impact::default()).unwrap();
        prop_assert_eq!(strata.pooled(), &strata.strata()[0].1[..]);
    }

    #[test]
    fn totals_over_periods_follow_their_units(
        rows in prop::collection::vec(prop::collection::vec(0_u8..20, 8), 1..5),
        block in 1_usize..5,
        seed in 0_usize..50,
    ) {
        let periods: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|value| f64::from(*value)).collect()).collect();
        let order = turn(periods.len(), seed);
        let run = |periods: &[Vec<f64>]| block_bootstrap(periods, &Bootstrap::default().block(block).draws(200)).unwrap();
        let (plain, other) = (run(&periods), run(&turned(&periods, &order)));
        prop_assert_eq!(turned(plain.totals(), &order), other.totals());
        let cells: Vec<Vec<Real>> = turned(plain.covariances(), &order).iter().map(|row| turned(row, &order)).collect();
        prop_assert_eq!(&cells, other.covariances());
        // what was drawn is always a covariance
        prop_assert!(confidence_sets(&plain.estimates().unwrap(), &Confidence::default().draws(200)).is_ok());
    }

    #[test]
    fn agreement_does_not_depend_on_who_is_named_first(
        rows in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0_u8..4), 6), 2..5),
        seed in 0_usize..50,
    ) {
        let ratings: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.map(f64::from)).collect()).collect();
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio] {
            let run = |ratings: &[Vec<Option<f64>>]| match krippendorff(ratings, metric) {
                Ok(alpha) => Some(alpha.alpha()),
                Err(error) => { assert_eq!(error.code(), Code::UNDEFINED); None }
            };
            let columns = turn(6, seed);
            let other: Vec<Vec<Option<f64>>> =
                turned(&ratings, &turn(ratings.len(), seed)).iter().map(|row| turned(row, &columns)).collect();
            let near = |a: Option<Real>, b: Option<Real>| match (a, b) {
                (Some(a), Some(b)) => (a.get() - b.get()).abs() < 1e-12,
                (a, b) => a == b,
            };
            prop_assert!(near(run(&ratings), run(&other)));
        }
    }
}

#[test]
fn what_is_known_is_told_apart_and_equals_are_not() {
    let found = sets(&[(3.0, 0.0), (2.0, 0.0), (2.0, 0.0), (1.0, 0.0)], 0.95);
    let ends = |sets: &[RankSet]| sets.iter().map(|set| (set.lower(), set.upper())).collect::<Vec<_>>();
    assert_eq!(ends(found.marginal()), [(1, 1), (2, 3), (2, 3), (4, 4)]);
    assert_eq!(ends(found.simultaneous()), ends(found.marginal()));
    assert_eq!(ends(sets(&[(5.0, 1.0)], 0.95).simultaneous()), [(1, 1)]);
    assert_eq!(ends(sets(&[(5.0, 1.0), (5.0, 2.0)], 0.95).marginal()), [(1, 2), (1, 2)]);
}

#[test]
fn two_units_are_apart_where_the_normal_distribution_says_so() {
    // one difference, two hypotheses: the critical value is 1.959964 standard errors
    for (difference, apart) in [(1.9599, false), (1.9601, true)] {
        let found = sets(&[(difference, 1.0), (0.0, 0.0)], 0.95);
        assert_eq!(found.marginal()[0].upper() == 1, apart, "{difference}");
    }
}

#[test]
fn the_unit_of_measure_does_not_matter() {
    let units = [(3.0, 0.5), (2.5, 0.25), (1.0, 0.5), (0.5, 0.0)];
    let plain = sets(&units, 0.95);
    for factor in [1e-200, 1e-12, 1e9, 1e200] {
        assert_eq!(
            sets(&units.map(|(value, error)| (value * factor, error * factor)), 0.95),
            plain,
            "{factor}"
        );
    }
}

#[test]
fn estimates_that_move_together_are_told_apart_sooner() {
    let covariances = [vec![1.0, 0.99], vec![0.99, 1.0]];
    let together = Estimates::with_covariances(&[1.0, 0.0], &covariances).unwrap();
    let options = Confidence::default().draws(2000);
    assert_eq!(confidence_sets(&together, &options).unwrap().marginal()[0].upper(), 1);
    let alone = Estimates::new(&[1.0, 0.0], &[1.0, 1.0]).unwrap();
    assert_eq!(confidence_sets(&alone, &options).unwrap().marginal()[0].upper(), 2);
}

#[test]
fn what_is_refused_and_where() {
    let two = Estimates::new(&[1.0, 2.0], &[1.0, 1.0]).unwrap();
    let sets = |options: Confidence| {
        confidence_sets(&two, &options).err().map(|e| (e.code(), e.pointer().to_owned()))
    };
    let told = |code: Code, pointer: &str| Some((code, pointer.to_owned()));
    for coverage in [0.0, 1.0, -0.5, 1.5] {
        assert_eq!(sets(Confidence::default().coverage(coverage)), told(Code::OUT_OF_BOUNDS, "/coverage"));
    }
    assert_eq!(sets(Confidence::default().coverage(f64::NAN)), told(Code::NOT_FINITE, "/coverage"));
    for draws in [0, 99, 1_000_001, u32::MAX] {
        assert_eq!(sets(Confidence::default().draws(draws)), told(Code::OUT_OF_BOUNDS, "/draws"));
    }
    // a thousandth cannot be read from a hundred draws
    assert_eq!(sets(Confidence::default().coverage(0.999).draws(100)), told(Code::OUT_OF_BOUNDS, "/draws"));
    assert_eq!(sets(Confidence::default().coverage(0.99).draws(100)), None);

    let estimates = |values: &[f64], errors: &[f64]| {
        Estimates::new(values, errors).err().map(|e| (e.code(), e.pointer().to_owned()))
    };
    assert_eq!(estimates(&[], &[]), told(Code::EMPTY, "/estimates"));
    assert_eq!(estimates(&[1.0], &[]), told(Code::LENGTH_MISMATCH, "/standard_errors"));
    assert_eq!(estimates(&[1.0, f64::INFINITY], &[1.0, 1.0]), told(Code::NOT_FINITE, "/estimates/1"));
    assert_eq!(estimates(&[1.0, 2.0], &[1.0, -1.0]), told(Code::OUT_OF_BOUNDS, "/standard_errors/1"));
    assert_eq!(estimates(&vec![0.0; 2001], &vec![1.0; 2001]), told(Code::TOO_LARGE, "/estimates"));
}
