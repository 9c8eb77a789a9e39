//! Frameworks in Python: loading, extending, assessing.

use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};
use thidua::{Assessment, Basis, Date, Id, Period, packs, wire};

use crate::convert::{self, Answers, function};
use crate::problem::Fault;
use crate::report::Report;
use crate::source::Source;
use crate::values;

/// A framework, ready to assess: as loaded, or with an organisation's file on top.
#[pyclass(frozen, module = "thidua")]
pub struct Framework(pub thidua::Framework);

/// What is the same for every subject of a call.
struct Circumstances {
    as_of: Option<Date>,
    period: Option<Period>,
    basis: Basis,
    window: Option<Period>,
    publication: Option<Date>,
}

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

impl Circumstances {
    fn new(
        as_of: Given<'_, '_>,
        period: Given<'_, '_>,
        basis: &str,
        window: Given<'_, '_>,
        publication: Given<'_, '_>,
    ) -> Result<Self, Fault> {
        Ok(Self {
            as_of: given(as_of, "as_of", convert::date)?,
            period: given(period, "period", convert::period)?,
            basis: convert::basis(basis).map_err(|fault| fault.under("basis"))?,
            window: given(window, "window", convert::period)?,
            publication: given(publication, "publication", convert::date)?,
        })
    }

    fn assessment(&self, subject: Id, answers: Answers) -> Result<Assessment, Fault> {
        let mut assessment = match answers {
            Answers::Plain(answers) => Assessment::new(subject).with_answers(answers)?,
            Answers::Written(answers) => {
                let mut text = String::from("{\"subject\":");
                convert::write_text(&mut text, subject.as_str());
                text.push_str(",\"answers\":");
                text.push_str(&answers);
                text.push('}');
                Assessment::parse(&text, None).map_err(|error| Fault::from(error).unplaced())?
            }
        };
        if self.basis != Basis::Claimed {
            assessment = assessment.basis(self.basis);
        }
        if let Some(day) = self.as_of {
            assessment = assessment.as_of(day);
        }
        if let Some(period) = self.period {
            assessment = assessment.period(period);
        }
        if let Some(window) = self.window {
            assessment = assessment.window(window);
        }
        if let Some(day) = self.publication {
            assessment = assessment.publication(day);
        }
        Ok(assessment)
    }
}

fn given<'py, T>(
    object: Given<'_, 'py>,
    name: &str,
    convert: impl FnOnce(&Bound<'py, PyAny>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    object.filter(|object| !object.is_none()).map(convert).transpose().map_err(|fault| fault.under(name))
}

/// A pack from a text or a path.
fn read_pack(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Source, Fault> {
    Source::read(source, file).map_err(Fault::of_pack)
}

/// An assessment from a text, a file or a mapping of the published format.
pub fn assessment(document: &Bound<'_, PyAny>, file: Option<String>) -> Result<(Assessment, bool), Fault> {
    if let Ok(text) = document.cast::<PyString>() {
        return Ok((Assessment::parse(convert::raw(text)?, file.as_deref())?, true));
    }
    let source = Source::document(document, file)?;
    let assessment = source.parse(document.py(), Assessment::parse)?;
    Ok((assessment, source.seen))
}

#[pymethods]
impl Framework {
    /// Assess one subject's answers, given by criterion.
    #[pyo3(signature = (answers, *, subject, as_of=None, period=None, basis="claimed", window=None, publication=None))]
    #[expect(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
    fn assess(
        &self,
        answers: &Bound<'_, PyAny>,
        subject: &Bound<'_, PyAny>,
        as_of: Given<'_, '_>,
        period: Given<'_, '_>,
        basis: &str,
        window: Given<'_, '_>,
        publication: Given<'_, '_>,
    ) -> Result<Report, Fault> {
        let circumstances = Circumstances::new(as_of, period, basis, window, publication)?;
        let subject = convert::id(subject).map_err(|fault| fault.under("subject"))?;
        let assessment = circumstances.assessment(subject, convert::answers(answers, None)?)?;
        self.report(&assessment, false)
    }

    /// Assess one subject from a document of the published format: a text, a path or a mapping.
    #[pyo3(signature = (document, *, file=None))]
    fn assess_document(&self, document: &Bound<'_, PyAny>, file: Option<String>) -> Result<Report, Fault> {
        let (assessment, placed) = assessment(document, file)?;
        document.py().detach(|| self.report(&assessment, placed))
    }

    /// Assess many subjects: each row holds its subject and its answers, `None` where there is no answer.
    #[pyo3(signature = (rows, *, subject="subject", as_of=None, period=None, basis="claimed", window=None, publication=None))]
    #[expect(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
    fn assess_many(
        &self,
        rows: &Bound<'_, PyAny>,
        subject: &str,
        as_of: Given<'_, '_>,
        period: Given<'_, '_>,
        basis: &str,
        window: Given<'_, '_>,
        publication: Given<'_, '_>,
    ) -> Result<Vec<Report>, Fault> {
        let circumstances = Circumstances::new(as_of, period, basis, window, publication)?;
        let subject = &*convert::normal(subject);
        let one = |row: &Bound<'_, PyAny>| {
            let own = convert::cell(row, subject)?;
            let own = convert::id(&own).map_err(|fault| fault.under(subject))?;
            circumstances.assessment(own, convert::answers(row, Some(subject))?)
        };
        let in_row = |number: usize, fault: Fault| fault.under(&number.to_string()).under("rows");
        let mut assessments = Vec::new();
        let mut broken = None;
        for (number, row) in rows.try_iter()?.enumerate() {
            match one(&row?) {
                Ok(assessment) => assessments.push(assessment),
                Err(fault) => {
                    broken = Some(in_row(number, fault));
                    break;
                }
            }
        }
        let reports = rows.py().detach(|| {
            let reports = assessments.iter().enumerate();
            let report =
                |(number, assessment)| self.report(assessment, false).map_err(|fault| in_row(number, fault));
            reports.map(report).collect::<Result<Vec<_>, _>>()
        })?;
        broken.map_or(Ok(reports), Err)
    }

    /// Put an organisation's file on top: a text or a path.
    #[pyo3(signature = (source, *, file=None))]
    fn extend(&self, source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        read_pack(source, file)?
            .on_top(source.py(), |text| self.0.extend(text), |text, file| self.0.extend_named(text, file))
            .map(Self)
    }

    /// What is doubtful about the framework, though it loads.
    fn lint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let findings = py.detach(|| self.0.lint());
        values::findings(py, &findings)
    }

    /// What the framework's own tests reach of its rules.
    fn test_coverage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let told = py.detach(|| wire::test_coverage(&self.0.test_coverage()));
        function!(py, "thidua._standings_reading", "read_test_coverage")?.call1((told,))
    }

    /// The effective pack as canonical JSON.
    fn to_json(&self) -> &str {
        self.0.to_json()
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    /// Name of the pack, the same in all its editions.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Name of the edition.
    #[getter]
    fn edition(&self) -> &str {
        self.0.edition()
    }

    /// `id@edition`.
    #[getter]
    fn name(&self) -> String {
        self.0.name()
    }

    /// What people call it.
    #[pyo3(signature = (lang="en"))]
    fn title(&self, lang: &str) -> Result<&str, Fault> {
        Ok(self.0.title().get(thidua::Lang::parse(lang)?))
    }

    /// Ids of the criteria.
    #[getter]
    fn criteria<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.criteria())
    }

    /// First and last day it is in force.
    #[getter]
    fn in_force<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::period(py, self.0.in_force())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(self.0.digest())
    }

    fn __repr__(&self) -> String {
        format!("<Framework {} {}>", self.0.name(), self.0.digest().get(..12).unwrap_or_default())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.import("thidua")?.getattr("load")?, (self.0.to_json().to_owned(),)))
    }
}

impl Framework {
    fn report(&self, assessment: &Assessment, placed: bool) -> Result<Report, Fault> {
        self.0.assess(assessment).map(Report).map_err(|error| {
            let fault = Fault::from(error);
            if placed { fault } else { fault.unplaced() }
        })
    }
}

/// The edition of a bundled framework in force on a day.
#[pyfunction]
#[pyo3(signature = (id, *, on, applies_to=None))]
pub fn framework(id: &str, on: &Bound<'_, PyAny>, applies_to: Given<'_, '_>) -> Result<Framework, Fault> {
    let day = convert::date(on).map_err(|fault| fault.under("on"))?;
    let applies_to = given(applies_to, "applies_to", convert::ids)?.unwrap_or_default();
    Ok(Framework(on.py().detach(|| packs::framework_for(id, day, &applies_to))?))
}

/// A bundled framework by its edition, whether it is in force or not.
#[pyfunction]
pub fn edition(py: Python<'_>, id: &str, edition: &str) -> Result<Framework, Fault> {
    Ok(Framework(py.detach(|| packs::edition(id, edition))?))
}

/// A framework from a text or a path; a file that extends a bundled pack is put on top of it.
#[pyfunction]
#[pyo3(signature = (source, *, file=None))]
pub fn load(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Framework, Fault> {
    read_pack(source, file)?.parse(source.py(), packs::load).map(Framework)
}

/// Ids and editions of the bundled packs.
#[pyfunction(name = "packs")]
pub fn bundled() -> Vec<(&'static str, &'static str)> {
    packs::list()
}
