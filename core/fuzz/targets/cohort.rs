//! Indices and tables of figures.

use thidua::CohortFramework;
use thidua::cohort::{Csv, Index, Table, Uncertainty};

use super::show;

thread_local! {
    static FRAMEWORK: CohortFramework = match CohortFramework::parse(include_str!("../every-method.yaml"), None) {
        Ok(framework) => framework,
        Err(error) => panic!("{error}"),
    };
    static TABLE: Table = match Table::parse(include_str!("../corpus/table/every.yaml"), None) {
        Ok(table) => table,
        Err(error) => panic!("{error}"),
    };
}

/// Any bytes given to the loader of indices, and a small cohort compared by what loads.
pub fn index(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let framework = match CohortFramework::parse(text, Some("index.yaml")) {
        Ok(framework) => framework,
        Err(error) => return show(&error),
    };
    let again = CohortFramework::parse(framework.to_json(), None);
    assert!(
        again.is_ok_and(|again| again.digest() == framework.digest()),
        "the canonical form is another index"
    );
    TABLE.with(|table| compare(&framework, table));
}

/// Any bytes given to the readers of tables and of plans of uncertainty.
pub fn table(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for read in [Table::parse(text, Some("table.yaml")), Table::from_csv(text, &Csv::subject("id"))] {
        match read {
            Ok(table) => FRAMEWORK.with(|framework| compare(framework, &table)),
            Err(error) => show(&error),
        }
    }
    match Uncertainty::parse(text, Some("plan.yaml")) {
        // how often a plan is run is the caller's own affair: only a short one is run here
        Ok(plan) if text.contains("replicates: 20\n") => FRAMEWORK.with(|framework| {
            let index = TABLE.with(|table| framework.index(table));
            let ran = index.and_then(|index| index.uncertainty(&plan, None).map(|found| found.to_json()));
            if let Err(error) = ran {
                show(&error);
            }
        }),
        Ok(_) => {}
        Err(error) => show(&error),
    }
}

/// The whole road behind an index and a table that were read.
fn compare(framework: &CohortFramework, table: &Table) {
    match framework.index(table) {
        Ok(index) => follow(framework, &index, table),
        Err(error) => show(&error),
    }
}

fn follow(framework: &CohortFramework, index: &Index, table: &Table) {
    let told = index.to_json();
    if let Ok(told) = &told {
        assert!(!told.contains("\"NaN") && !told.contains("\"inf"), "a result that is no number");
    }
    let top = index.top();
    let _ = (index.correlations(top), index.cronbach_alpha(top), index.importances());
    if let Some(first) = index.subjects().first() {
        let _ = (index.profile(first), index.missing(top, first));
    }
    let _ = framework.freeze(table, None).and_then(|frozen| frozen.index(table));
    let again = framework.index(table).and_then(|again| again.to_json());
    assert!(again.ok() == told.ok(), "the same table comes out otherwise");
}
