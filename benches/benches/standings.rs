//! How long a ledger in memory takes to become standings. The contract: 1,000,000 credits in half a second, on one thread.

use std::hint::black_box;

use criterion::Criterion;
use thidua_benches::Year;

fn standings(c: &mut Criterion) -> Result<(), thidua::Error> {
    let year = Year::new(500_000)?;
    c.bench_function("standings of 1,000,000 credits", |b| {
        b.iter(|| black_box(year.standings()).map(|standings| standings.people().len()))
    });
    Ok(())
}

fn main() -> Result<(), thidua::Error> {
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    standings(&mut criterion)?;
    criterion.final_summary();
    Ok(())
}
