//! How long it takes to say how sure ranks are: 37 units and 20,000 draws, stepping down, as for the countries of PISA 2018.

use std::hint::black_box;

use criterion::Criterion;
use thidua::Error;
use thidua::ranking::{Confidence, Estimates, Multinomial, confidence_sets, multinomial_sets};

const UNITS: u32 = 37;

/// Scores as spread out as those of PISA 2018 in mathematics, with standard errors like theirs.
fn scores() -> (Vec<f64>, Vec<f64>) {
    let score = |unit: u32| 530.0 - 2.2 * f64::from(unit) - 0.035 * f64::from(unit * unit);
    let error = |unit: u32| 1.4 + 0.45 * f64::from(unit * 7 % 6);
    ((0..UNITS).map(score).collect(), (0..UNITS).map(error).collect())
}

fn sets(c: &mut Criterion) -> Result<(), Error> {
    let (scores, errors) = scores();
    let apart = Estimates::new(&scores, &errors)?;
    let shared = |j: f64, k: f64| 0.2 * j * k;
    let row = |(j, own): (usize, &f64)| -> Vec<f64> {
        errors
            .iter()
            .enumerate()
            .map(|(k, other)| if j == k { own * own } else { shared(*own, *other) })
            .collect()
    };
    let together =
        Estimates::with_covariances(&scores, &errors.iter().enumerate().map(row).collect::<Vec<_>>())?;
    let options = Confidence::default();
    for (name, estimates) in
        [("rank confidence sets", apart), ("rank confidence sets, covariances", together)]
    {
        confidence_sets(&estimates, &options)?;
        c.bench_function(name, |b| b.iter(|| confidence_sets(black_box(&estimates), &options)));
    }
    let counts: Vec<u64> = (0..u64::from(UNITS)).map(|unit| 40_000 - unit * unit * 25).collect();
    multinomial_sets(&counts, &Multinomial::default())?;
    c.bench_function("multinomial sets", |b| {
        b.iter(|| multinomial_sets(black_box(&counts), &Multinomial::default()))
    });
    Ok(())
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    if let Err(error) = sets(&mut criterion) {
        panic!("the estimates are refused: {error}");
    }
    criterion.final_summary();
}
