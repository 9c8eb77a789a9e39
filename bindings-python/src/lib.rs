//! The Python module `thidua._thidua`: the core's library as Python objects. No rule of scoring lives here, and only
//! `convert` and `statistics` look at foreign objects.

mod case;
mod convert;
mod decisions;
mod explanation;
mod facts;
mod framework;
mod index;
mod ledger;
mod papers;
mod policy;
mod problem;
mod ranking;
mod report;
mod roster;
mod scheme;
mod source;
mod standings;
mod statistics;
mod values;

use std::hash::{DefaultHasher, Hash, Hasher as _};

use pyo3::prelude::*;

/// A hash that is the same in every process.
fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The code of a language the library speaks, or the core's refusal.
#[pyfunction]
fn _language(lang: &str) -> Result<&'static str, problem::Fault> {
    Ok(thidua::Lang::parse(lang)?.code())
}

/// The native part of `thidua`.
#[pymodule(gil_used = false)]
mod _thidua {
    #[pymodule_export]
    use crate::_language;
    #[pymodule_export]
    use crate::case::Case;
    #[pymodule_export]
    use crate::decisions::Decisions;
    #[pymodule_export]
    use crate::explanation::Explanation;
    #[pymodule_export]
    use crate::facts::Facts;
    #[pymodule_export]
    use crate::framework::{Framework, bundled, edition, framework, load};
    #[pymodule_export]
    use crate::index::{
        CohortFramework, Coinr, Frozen, Index, index, index_edition, indices, load_index, panel,
    };
    #[pymodule_export]
    use crate::ledger::Ledger;
    #[pymodule_export]
    use crate::papers::{deadline, impact_note, paper_style, paper_template};
    #[pymodule_export]
    use crate::policy::{Policy, load_policy, policies, policy, policy_edition, policy_editions};
    #[pymodule_export]
    use crate::ranking::_ranking;
    #[pymodule_export]
    use crate::report::{Certificate, Report};
    #[pymodule_export]
    use crate::roster::Roster;
    #[pymodule_export]
    use crate::scheme::{Scheme, load_scheme, scheme, scheme_edition, schemes};
    #[pymodule_export]
    use crate::standings::Standings;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name is Python's")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
