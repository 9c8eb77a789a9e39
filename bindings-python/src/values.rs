//! The small results as Python sees them: instances of the frozen classes in `thidua._values`.

use pyo3::prelude::*;
use pyo3::types::PyList;
use thidua::{Coverage, Finding, Fraction, Gap, Level, LevelResult, Period, Report, Score, Text};

use crate::convert::{class, to_date, to_decimal, to_fraction};

type Object<'py> = PyResult<Bound<'py, PyAny>>;

fn optional<'py, T>(
    value: Option<T>,
    change: impl FnOnce(T) -> Object<'py>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    value.map(change).transpose()
}

fn list<'py, T>(
    py: Python<'py>,
    all: impl IntoIterator<Item = T>,
    change: impl Fn(T) -> Object<'py>,
) -> PyResult<Bound<'py, PyList>> {
    let all: Vec<_> = all.into_iter().map(change).collect::<PyResult<_>>()?;
    PyList::new(py, all)
}

fn text<'py>(py: Python<'py>, text: &Text) -> Object<'py> {
    class!(py, "thidua._values", "Text")?.call1((text.get(thidua::Lang::Vi), text.get(thidua::Lang::En)))
}

pub fn score<'py>(py: Python<'py>, score: &Score) -> PyResult<Option<Bound<'py, PyAny>>> {
    optional(score.published(), |_| to_decimal(py, &score.to_string()))
}

pub fn exact<'py>(py: Python<'py>, number: Option<&Fraction>) -> PyResult<Option<Bound<'py, PyAny>>> {
    optional(number, |number| to_fraction(py, number))
}

fn named<'py>(py: Python<'py>, level: &Level<'_>) -> Object<'py> {
    class!(py, "thidua._values", "Level")?.call1((level.id().as_str(), text(py, level.label())?))
}

pub fn level<'py>(py: Python<'py>, level: &LevelResult<'_>) -> PyResult<Option<Bound<'py, PyAny>>> {
    match level {
        LevelResult::Reached(level) => named(py, level).map(Some),
        LevelResult::Between { low, high, parameter } => {
            let low = optional(low.as_ref(), |low| named(py, low))?;
            let parameter = parameter.map(thidua::Id::as_str);
            let range = (low, named(py, high)?, parameter);
            class!(py, "thidua._values", "LevelRange")?.call1(range).map(Some)
        }
        LevelResult::None => Ok(None),
    }
}

pub fn outcome<'py>(py: Python<'py>, (own, reached): &(Score, LevelResult<'_>)) -> Object<'py> {
    class!(py, "thidua._values", "Outcome")?.call1((score(py, own)?, level(py, reached)?))
}

pub fn coverage<'py>(py: Python<'py>, coverage: Coverage) -> Object<'py> {
    let share = exact(py, coverage.share().as_ref())?;
    let all = (coverage.answered, coverage.applicable, coverage.total, share);
    class!(py, "thidua._values", "Coverage")?.call1(all)
}

pub fn gaps<'py>(py: Python<'py>, report: &Report) -> PyResult<Bound<'py, PyList>> {
    let class = class!(py, "thidua._values", "Gap")?;
    list(py, report.gaps(), |gap: Gap<'_>| {
        class.call1((gap.criterion.as_str(), text(py, gap.label)?, to_fraction(py, gap.to_win)?))
    })
}

pub fn next_level<'py>(py: Python<'py>, report: &Report) -> PyResult<Option<Bound<'py, PyAny>>> {
    optional(report.next_level(), |(level, needed)| {
        class!(py, "thidua._values", "NextLevel")?.call1((named(py, &level)?, to_fraction(py, &needed)?))
    })
}

pub fn nodes<'py>(py: Python<'py>, report: &Report) -> PyResult<Bound<'py, PyList>> {
    let class = class!(py, "thidua._values", "Node")?;
    list(py, report.nodes(), |node| {
        let (score, max, weight) = (exact(py, node.score)?, exact(py, node.max)?, exact(py, node.weight)?);
        class.call1((node.id.as_str(), text(py, node.label)?, score, max, weight, node.state))
    })
}

pub fn gates<'py>(py: Python<'py>, report: &Report) -> PyResult<Bound<'py, PyList>> {
    let class = class!(py, "thidua._values", "Gate")?;
    list(py, report.gates(), |(id, outcome)| class.call1((id.as_str(), outcome)))
}

pub fn rejected_evidence<'py>(py: Python<'py>, report: &Report) -> PyResult<Bound<'py, PyList>> {
    let class = class!(py, "thidua._values", "RejectedEvidence")?;
    list(py, report.rejected_evidence(), |(criterion, reference, why)| {
        class.call1((criterion.as_str(), reference, why))
    })
}

pub fn period(py: Python<'_>, period: Period) -> Object<'_> {
    let day = |day| optional(day, |day| to_date(py, day));
    class!(py, "thidua._values", "Period")?.call1((day(period.from())?, day(period.until())?))
}

pub fn findings<'py>(py: Python<'py>, findings: &[Finding]) -> PyResult<Bound<'py, PyList>> {
    let class = class!(py, "thidua._values", "Finding")?;
    list(py, findings, |finding| {
        let message = Text::new(finding.message(thidua::Lang::Vi), finding.message(thidua::Lang::En));
        let place = (finding.line(), finding.column());
        class.call1((finding.code(), finding.pointer(), place.0, place.1, text(py, &message)?))
    })
}
