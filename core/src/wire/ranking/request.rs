//! What each method is given. One struct for each, whose fields are its arguments; those with a default may be left out.

mod impact;

use serde::{Deserialize, Serialize};

use self::impact::{ImpactRatios, StratifiedImpact};
use super::outcome::{self, Shown};
use super::told;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Fraction, Real, Rounding};
use crate::ranking::{self, Better, Bounds, Estimates, Metric, Ties};
use crate::source::{Maybe, Source};

macro_rules! methods {
    ($($name:literal $request:ident)*) => {
        /// One method with its arguments.
        #[derive(Deserialize)]
        enum Request { $(#[serde(rename = $name)] $request($request)),* }

        impl Request {
            fn run(self) -> Result<String, Error> {
                match self { $(Self::$request(request) => told($name, request.run())),* }
            }
        }
    };
}

/// Runs the request that a text holds.
pub(super) fn run(source: &Source) -> Result<String, Error> {
    let request: Request = source.decode(&source.tree()?)?;
    request.run().map_err(|error| source.place(error))
}

methods! {
    "ranks" Ranks
    "confidence_sets" ConfidenceSets
    "multinomial_sets" MultinomialSets
    "shrink" Shrink
    "james_stein" JamesStein
    "top_share" TopShare
    "comparison_bars" ComparisonBars
    "wilson_interval" WilsonInterval
    "false_discovery" FalseDiscovery
    "funnel" Funnel
    "acceptability" Acceptability
    "uniform_weights" UniformWeights
    "weighted_means" WeightedMeans
    "impact_ratios" ImpactRatios
    "stratified_impact" StratifiedImpact
    "block_bootstrap" BlockBootstrap
    "krippendorff" Krippendorff
    "intraclass" Intraclass
}

fn plain(values: &[Real]) -> Vec<f64> {
    values.iter().map(|value| value.get()).collect()
}

fn rows(rows: &[Vec<Real>]) -> Vec<Vec<f64>> {
    rows.iter().map(|row| plain(row)).collect()
}

/// `options`, changed by those arguments that were given.
macro_rules! given {
    ($options:expr; $($name:ident $value:expr),* $(,)?) => {{
        let mut options = $options;
        $(if let Some(value) = $value { options = options.$name(value); })*
        options
    }};
}
use given;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranks {
    values: Vec<Fraction>,
    better: Option<Better>,
    ties: Option<Ties>,
    rounded: Option<Rounded>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rounded {
    places: u32,
    rounding: Rounding,
}

impl Ranks {
    fn run(self) -> Result<impl Serialize, Error> {
        let mut order = given!(ranking::Order::default(); better self.better, ties self.ties);
        if let Some(Rounded { places, rounding }) = self.rounded {
            order = order.rounded(places, rounding);
        }
        ranking::ranks(&self.values, &order).map(|ranks| outcome::Ranks { ranks })
    }
}

/// Exactly one of the two ways to say how sure estimates are.
fn estimates(
    estimates: &[Real],
    standard_errors: Option<&[Real]>,
    covariances: Option<&[Vec<Real>]>,
) -> Result<Estimates, Error> {
    match (standard_errors, covariances) {
        (Some(errors), None) => Estimates::new(&plain(estimates), &plain(errors)),
        (None, Some(covariances)) => Estimates::with_covariances(&plain(estimates), &rows(covariances)),
        (errors, _) => {
            let found = if errors.is_some() { "`standard_errors`, `covariances`" } else { "none" };
            let diagnostic =
                Diagnostic::new(Code::ONE_OF).with("expected", "`standard_errors`, `covariances`");
            Err(diagnostic.with("found", found).data())
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfidenceSets {
    estimates: Vec<Real>,
    standard_errors: Option<Vec<Real>>,
    covariances: Option<Vec<Vec<Real>>>,
    coverage: Option<Real>,
    draws: Option<u32>,
    seed: Option<u64>,
    better: Option<Better>,
    bounds: Option<Bounds>,
    tau: Option<usize>,
}

impl ConfidenceSets {
    fn run(self) -> Result<impl Serialize, Error> {
        let units = estimates(&self.estimates, self.standard_errors.as_deref(), self.covariances.as_deref())?;
        let options = given!(ranking::Confidence::default();
            coverage self.coverage.map(Real::get), draws self.draws, seed self.seed, better self.better,
            bounds self.bounds);
        ranking::confidence_sets(&units, &options).map(|sets| outcome::Sets { sets, tau: self.tau })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MultinomialSets {
    counts: Vec<u64>,
    coverage: Option<Real>,
    better: Option<Better>,
    tau: Option<usize>,
}

impl MultinomialSets {
    fn run(self) -> Result<impl Serialize, Error> {
        let options = given!(ranking::Multinomial::default();
            coverage self.coverage.map(Real::get), better self.better);
        ranking::multinomial_sets(&self.counts, &options).map(|sets| outcome::Sets { sets, tau: self.tau })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shrink {
    estimates: Vec<Real>,
    standard_errors: Vec<Real>,
}

impl Shrink {
    fn run(self) -> Result<impl Serialize, Error> {
        let units = Estimates::new(&plain(&self.estimates), &plain(&self.standard_errors))?;
        ranking::shrink(&units).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JamesStein {
    estimates: Vec<Real>,
    standard_error: Real,
}

impl JamesStein {
    fn run(self) -> Result<impl Serialize, Error> {
        ranking::james_stein(&plain(&self.estimates), self.standard_error.get()).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopShare {
    estimates: Vec<Real>,
    standard_errors: Vec<Real>,
    share: Option<Real>,
    places: Option<usize>,
    false_share: Option<Real>,
    better: Option<Better>,
}

impl TopShare {
    fn run(self) -> Result<impl Serialize, Error> {
        let units = Estimates::new(&plain(&self.estimates), &plain(&self.standard_errors))?;
        let options = given!(ranking::TopShare::default();
            share self.share.map(Real::get), places self.places, false_share self.false_share.map(Real::get),
            better self.better);
        ranking::top_share(&units, &options).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonBars {
    estimates: Vec<Real>,
    standard_errors: Vec<Real>,
    level: Real,
}

impl ComparisonBars {
    fn run(self) -> Result<impl Serialize, Error> {
        let units = Estimates::new(&plain(&self.estimates), &plain(&self.standard_errors))?;
        ranking::comparison_bars(&units, self.level.get()).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WilsonInterval {
    successes: u64,
    trials: u64,
    coverage: Option<Real>,
    z: Option<Real>,
}

impl WilsonInterval {
    fn run(self) -> Result<impl Serialize, Error> {
        if self.coverage.is_some() && self.z.is_some() {
            let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", "`coverage`, `z`");
            return Err(diagnostic.with("found", "`coverage`, `z`").data());
        }
        let options = given!(ranking::Wilson::default();
            coverage self.coverage.map(Real::get), z self.z.map(Real::get));
        ranking::wilson_interval(self.successes, self.trials, &options).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FalseDiscovery {
    p_values: Vec<Real>,
    q: Real,
}

impl FalseDiscovery {
    fn run(self) -> Result<impl Serialize, Error> {
        ranking::false_discovery(&plain(&self.p_values), self.q.get()).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Funnel {
    observed: Vec<u64>,
    expected: Vec<Real>,
    target: Option<Real>,
    inner: Option<Real>,
    outer: Option<Real>,
}

impl Funnel {
    fn run(self) -> Result<impl Serialize, Error> {
        let options = given!(ranking::Funnel::default();
            target self.target.map(Real::get), inner self.inner.map(Real::get), outer self.outer.map(Real::get));
        let points = ranking::funnel(&self.observed, &plain(&self.expected), &options)?;
        Ok(outcome::Points { points: points.into_iter().map(Shown).collect() })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acceptability {
    measurements: Vec<Vec<Vec<Real>>>,
    weights: Vec<Vec<Real>>,
}

impl Acceptability {
    fn run(self) -> Result<impl Serialize, Error> {
        let measurements: Vec<Vec<Vec<f64>>> = self.measurements.iter().map(|draw| rows(draw)).collect();
        ranking::acceptability(&ranking::Preferences::new(&measurements, &rows(&self.weights))?).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UniformWeights {
    criteria: usize,
    draws: usize,
    seed: u64,
}

impl UniformWeights {
    fn run(self) -> Result<impl Serialize, Error> {
        let drawn = ranking::uniform_weights(self.criteria, self.draws, self.seed)?;
        let row = |row: &Vec<f64>| row.iter().map(|weight| Real::new(*weight)).collect();
        Ok(outcome::Weights { weights: drawn.iter().map(row).collect::<Result<_, Error>>()? })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightedMeans {
    values: Vec<Vec<Fraction>>,
    weights: Vec<Fraction>,
    places: usize,
    better: Option<Better>,
}

impl WeightedMeans {
    fn run(self) -> Result<impl Serialize, Error> {
        let better = self.better.unwrap_or_default();
        ranking::WeightedMeans::new(&self.values, &self.weights, self.places, better).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockBootstrap {
    periods: Vec<Vec<Real>>,
    block: Option<usize>,
    draws: Option<u32>,
    seed: Option<u64>,
}

impl BlockBootstrap {
    fn run(self) -> Result<impl Serialize, Error> {
        let options =
            given!(ranking::Bootstrap::default(); block self.block, draws self.draws, seed self.seed);
        ranking::block_bootstrap(&rows(&self.periods), &options).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Krippendorff {
    ratings: Vec<Vec<Maybe<Real>>>,
    metric: Metric,
}

impl Krippendorff {
    fn run(self) -> Result<impl Serialize, Error> {
        let cell = |cell: &Maybe<Real>| cell.0.map(Real::get);
        let ratings: Vec<Vec<Option<f64>>> =
            self.ratings.iter().map(|row| row.iter().map(cell).collect()).collect();
        ranking::krippendorff(&ratings, self.metric).map(Shown)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Intraclass {
    ratings: Vec<Vec<Real>>,
}

impl Intraclass {
    fn run(self) -> Result<impl Serialize, Error> {
        ranking::intraclass(&rows(&self.ratings)).map(Shown)
    }
}
