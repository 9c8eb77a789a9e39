//! How long the newsroom's assessment takes, from the reading of the pack to the certificate, beside plain binary floating
//! point. `cargo xtask bench` runs it and prints the ratios.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use thidua::{Assessment, Basis, Lang, Report};
use thidua_benches::{ANSWERS, Baseline, claimed, framework, verified};

/// Score, level and coverage: what a page shows while somebody types.
fn look(report: &Report) {
    black_box((report.score(), report.level(), report.coverage()));
}

fn assess(c: &mut Criterion) -> Result<(), thidua::Error> {
    let framework = framework()?;
    let assessment = claimed()?;
    let run = || framework.assess(&assessment);
    run()?;

    let baseline = Baseline::like(&framework);
    c.bench_function("baseline", |b| b.iter(|| black_box(&baseline).assess()));
    c.bench_function("assess", |b| b.iter(|| run().map(|report| look(&report))));
    let both = verified()?;
    c.bench_function("assess, claimed and verified", |b| {
        b.iter(|| {
            framework.assess(&both).map(|report| {
                black_box((report.claimed(), report.verified()));
            })
        })
    });
    let everything = |assessment: &Assessment| {
        framework.assess(assessment).map(|report| {
            look(&report);
            black_box((report.gaps().len(), report.explain(), report.certificate()));
        })
    };
    c.bench_function("assess, gaps, explanation, certificate", |b| b.iter(|| everything(&assessment)));
    // an assessment keeps its digest; a changed one has none yet
    let changed = || assessment.clone().basis(Basis::Claimed);
    c.bench_function("assess, gaps, explanation, certificate, facts not yet hashed", |b| {
        b.iter_batched(changed, |facts| (everything(&facts), facts), BatchSize::SmallInput)
    });
    Ok(())
}

/// Each of a report that nobody has asked anything yet: gaps are found once and kept.
fn parts(c: &mut Criterion) -> Result<(), thidua::Error> {
    let framework = framework()?;
    let assessment = claimed()?;
    let mut part = |name: &str, ask: fn(&Report) -> usize| {
        let fresh = || framework.assess(&assessment);
        c.bench_function(name, |b| {
            b.iter_batched(fresh, |report| report.map(|report| (ask(&report), report)), BatchSize::SmallInput)
        });
    };
    part("gaps", |report| report.gaps().len());
    part("explanation", |report| {
        black_box(report.explain());
        1
    });
    part("certificate, facts hashed before", |report| black_box(report.certificate()).result().len());
    part("result as JSON", |report| report.to_json().len());
    let report = framework.assess(&assessment)?;
    let explanation = report.explain();
    c.bench_function("explanation as text", |b| b.iter(|| black_box(&explanation).render(Lang::Vi)));
    Ok(())
}

fn read(c: &mut Criterion) -> Result<(), thidua::Error> {
    let framework = framework()?;
    let claimed = claimed()?;
    let canonical = claimed.to_json();
    let pack = framework.to_json().to_owned();
    Assessment::parse(&canonical, None)?;
    thidua::Framework::parse(&pack, None)?;
    c.bench_function("answers as JSON", |b| b.iter(|| black_box(&claimed).to_json()));
    c.bench_function("read answers, YAML", |b| b.iter(|| Assessment::parse(black_box(ANSWERS), None)));
    c.bench_function("read answers, JSON", |b| b.iter(|| Assessment::parse(black_box(&canonical), None)));
    c.bench_function("load the extended pack, YAML", |b| b.iter(thidua_benches::framework));
    c.bench_function("load the extended pack, JSON", |b| {
        b.iter(|| thidua::Framework::parse(black_box(&pack), None))
    });
    Ok(())
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for group in [assess, parts, read] {
        if let Err(error) = group(&mut criterion) {
            panic!("the example does not load: {error}");
        }
    }
    criterion.final_summary();
}
