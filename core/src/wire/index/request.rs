//! Requests about an index, and the one table of questions.

use serde::Deserialize;

use super::super::{findings, test_coverage};
use super::study::{self, told};
use super::table::Given;
use super::{about, comparison, panel};
use crate::cohort::{
    Certainty, ChecklistStep, CohortFramework, Evidence, Frozen, Index, Panel, Plan, Sensitivities, Table,
    Uncertainty,
};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind, Lang};
use crate::num::Real;
use crate::source::Source;

/// What is computed, and what is asked about it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    table: Option<Given>,
    as_of: Option<Date>,
    extend: Option<String>,
    changed: Option<Vec<Changed>>,
    past: Option<Given>,
    frozen: Option<String>,
    ask: Option<Question>,
    compare: Option<Other>,
    panel: Option<Vec<Timed>>,
}

/// An index of one time of a panel.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Timed {
    time: Real,
    of: Other,
}

/// Another index over the same subjects; what is left out is as it was.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    pack: Option<String>,
    table: Option<Given>,
    as_of: Option<Date>,
    changed: Option<Vec<Changed>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    at: String,
    to: String,
}

/// A question about an index.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    Index,
    Framework,
    Frozen,
    Availability(Stage),
    Components(Kept),
    Correlations(Node),
    CronbachAlpha(Node),
    Outranking(Node),
    Importances,
    Profile(Subject),
    Without(Element),
    Uncertainty(Planned),
    Sensitivity(Planned),
    Justification(Page),
    Checklist(Beside),
    Lint,
    TestCoverage,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stage {
    stage: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    node: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    node: String,
    rotated: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    subject: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Element {
    element: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    plan: Plan,
    errors: Option<Given>,
}

/// A page about an index, with how sure its ranks are where a plan says what is varied.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    plan: Option<Plan>,
    errors: Option<Given>,
    lang: Option<String>,
}

/// What the ten steps are looked at with, beside the index: a plan, and other measures of the same subjects.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    plan: Option<Plan>,
    errors: Option<Given>,
    others: Option<Given>,
}

/// Puts a step in front of the pointers of an error.
fn under<T>(step: &str, result: Result<T, Error>) -> Result<T, Error> {
    result.map_err(|error| error.map(|diagnostic| diagnostic.under(step)))
}

/// Places cells that are wrong in the request; what else is wrong with figures stands in no one place.
fn cells<T>(step: &str, result: Result<T, Error>, placed: impl Fn(Error) -> Error) -> Result<T, Error> {
    match result {
        Err(error) if error.code() == Code::BAD_CELL => under(step, Err(error)).map_err(placed),
        other => other,
    }
}

pub(super) fn run(framework: &CohortFramework, request: &str) -> Result<String, Error> {
    let source = Source::statistical(request, None, ErrorKind::Data)?;
    let request: Request = source.decode(&source.tree()?)?;
    // what is wrong with the request has a place in it; what is wrong with figures or the pack has one of its own
    let placed = |error: Error| source.place(error);
    let both = |names: &str| {
        placed(Diagnostic::new(Code::ONE_OF).with("expected", names).with("found", names).data())
    };
    let wanted = [request.ask.is_some(), request.compare.is_some(), request.panel.is_some()];
    if wanted.iter().filter(|is| **is).count() > 1 {
        return Err(both("`ask`, `compare`, `panel`"));
    }
    if request.past.is_some() && request.frozen.is_some() {
        return Err(both("`past`, `frozen`"));
    }
    let extended = request.extend.as_ref().map(|text| under("extend", framework.extend(text))).transpose()?;
    let own = changed(extended.as_ref().unwrap_or(framework), request.changed.as_deref())?;
    // what is asked of the pack alone needs no figures
    match request.ask {
        Some(Question::Framework) => return Ok(about::cohort(&own)),
        Some(Question::Lint) => return Ok(findings(&own.lint())),
        Some(Question::TestCoverage) => return Ok(test_coverage(&own.test_coverage())),
        _ => {}
    }
    let read = |given: &Given, step: &str| under(step, given.table()).map_err(placed);
    let Some(given) = &request.table else {
        return Err(placed(Diagnostic::new(Code::MISSING_FIELD).with("field", "table").data()));
    };
    let table = read(given, "table")?;
    let past = request.past.as_ref().map(|past| read(past, "past")).transpose()?;
    let compute = |framework: &CohortFramework, table: &Table, as_of: Option<Date>| {
        let of_table = |result: Result<Index, Error>| cells("table", result, placed);
        match (&past, &request.frozen) {
            (Some(past), _) => of_table(cells("past", framework.freeze(past, as_of), placed)?.index(table)),
            (None, Some(text)) => {
                let frozen = under("frozen", Frozen::parse(text, framework))?;
                of_table(frozen.index(table))
            }
            (None, None) => of_table(framework.index_on(table, as_of)),
        }
    };
    let another = |other: &Other| -> Result<Index, Error> {
        let base = other.pack.as_ref().map(|pack| CohortFramework::parse(pack, None)).transpose();
        let base = under("pack", base)?;
        let base = changed(base.as_ref().unwrap_or(&own), other.changed.as_deref())?;
        let given = other.table.as_ref().map(|given| read(given, "table")).transpose()?;
        compute(&base, given.as_ref().unwrap_or(&table), other.as_of.or(request.as_of))
    };
    if let Some(times) = &request.panel {
        let mut indices = Vec::with_capacity(times.len());
        for (at, Timed { time, of }) in times.iter().enumerate() {
            let index = under("panel", under(&at.to_string(), under("of", another(of))))?;
            indices.push((time.get(), index));
        }
        let indices: Vec<(f64, &Index)> = indices.iter().map(|(time, index)| (*time, index)).collect();
        return under("panel", Panel::new(&indices)).map_err(placed).map(|found| panel(&found));
    }
    let index = compute(&own, &table, request.as_of)?;
    let Some(other) = &request.compare else {
        let question = request.ask.unwrap_or(Question::Index);
        return under("ask", question.answer(&index)).map_err(placed);
    };
    Ok(comparison(&index.compare(&under("compare", another(other))?)?))
}

fn changed(framework: &CohortFramework, changes: Option<&[Changed]>) -> Result<CohortFramework, Error> {
    let changes = changes.into_iter().flatten();
    changes.enumerate().try_fold(framework.clone(), |framework, (at, Changed { at: pointer, to })| {
        under("changed", under(&at.to_string(), framework.changed(pointer, to)))
    })
}

pub(super) fn answer(index: &Index, question: &str) -> Result<String, Error> {
    let source = Source::statistical(question, None, ErrorKind::Data)?;
    let question: Question = source.decode(&source.tree()?)?;
    question.answer(index).map_err(|error| source.place(error))
}

impl Question {
    /// The answer, or what is wrong with the name of the question in front.
    fn answer(self, index: &Index) -> Result<String, Error> {
        match self {
            Self::Index => index.to_json(),
            Self::Framework => Ok(about::cohort(index.framework())),
            Self::Frozen => index.freeze().to_json(),
            Self::Availability(Stage { stage }) => tell("availability", index.availability(&stage)),
            Self::Components(Kept { node, rotated }) => {
                let found = index.components(&node).and_then(|found| {
                    let rotated = rotated.map(|count| found.rotated(count)).transpose()?;
                    Ok(study::Found { found, rotated })
                });
                tell("components", found)
            }
            Self::Correlations(Node { node }) => tell("correlations", index.correlations(&node)),
            Self::CronbachAlpha(Node { node }) => tell("cronbach_alpha", index.cronbach_alpha(&node)),
            Self::Outranking(Node { node }) => {
                let found = index.outranking(&node);
                tell("outranking", found.map(|(subjects, matrix)| study::Outranks { matrix, subjects }))
            }
            Self::Importances => tell("importances", index.importances()),
            Self::Profile(Subject { subject }) => tell("profile", index.profile(&subject)),
            Self::Without(Element { element }) => tell("without", index.without(&element)),
            Self::Uncertainty(planned) => under(
                "uncertainty",
                planned.run(|plan, errors| index.uncertainty(plan, errors).map(|found| found.to_json())),
            ),
            Self::Sensitivity(planned) => under(
                "sensitivity",
                planned.run(|plan, errors| index.sensitivity(plan, errors).map(|found| found.to_json())),
            ),
            Self::Justification(page) => under("justification", page.tell(index)),
            Self::Checklist(beside) => tell("checklist", beside.steps(index)),
            Self::Lint => Ok(findings(&index.framework().lint())),
            Self::TestCoverage => Ok(test_coverage(&index.framework().test_coverage())),
        }
    }
}

fn tell(question: &str, found: Result<impl serde::Serialize, Error>) -> Result<String, Error> {
    under(question, found).map(|found| told(question, found))
}

impl Planned {
    fn run<T>(self, work: impl FnOnce(&Uncertainty, Option<&Table>) -> Result<T, Error>) -> Result<T, Error> {
        let plan = under("plan", Uncertainty::of(self.plan))?;
        let errors = self.errors.as_ref().map(|errors| under("errors", errors.table())).transpose()?;
        work(&plan, errors.as_ref()).map_err(|error| {
            // a factor stands in the plan; figures stand nowhere in the question
            error.map(|one| if one.pointer().starts_with("/factors/") { one.under("plan") } else { one })
        })
    }
}

impl Page {
    fn tell(self, index: &Index) -> Result<String, Error> {
        let lang = self.lang.as_deref().map_or(Ok(Lang::En), |lang| under("lang", Lang::parse(lang)))?;
        let found = self.found(index)?;
        Ok(index.justification(&found.evidence())?.json(lang))
    }

    fn found(self, index: &Index) -> Result<Found, Error> {
        Found::by(index, self.plan, self.errors)
    }
}

impl Beside {
    fn steps(self, index: &Index) -> Result<Vec<ChecklistStep>, Error> {
        let others = self.others.as_ref().map(|others| under("others", others.table())).transpose()?;
        let found = Found::by(index, self.plan, self.errors)?;
        let evidence = others.as_ref().map_or(found.evidence(), |others| found.evidence().others(others));
        index.checklist(&evidence)
    }
}

/// What was found out about an index for its page, once for every form and language it is shown in.
#[derive(Debug, Default)]
pub struct Found {
    certainty: Option<Certainty>,
    sensitivity: Option<Sensitivities>,
}

impl Found {
    /// By a plan, where there is one.
    fn by(index: &Index, plan: Option<Plan>, errors: Option<Given>) -> Result<Self, Error> {
        let Some(plan) = plan else { return Ok(Self::default()) };
        Planned { plan, errors }.run(|plan, errors| {
            Ok(Self {
                certainty: Some(index.uncertainty(plan, errors)?),
                sensitivity: Some(index.sensitivity(plan, errors)?),
            })
        })
    }

    /// The same as evidence.
    #[must_use]
    pub fn evidence(&self) -> Evidence<'_> {
        let evidence =
            self.certainty.as_ref().map_or_else(Evidence::default, |own| Evidence::default().certainty(own));
        self.sensitivity.as_ref().map_or(evidence, |own| evidence.sensitivity(own))
    }
}

pub(super) fn found(index: &Index, page: &str) -> Result<Found, Error> {
    let source = Source::statistical(page, None, ErrorKind::Data)?;
    let page: Page = source.decode(&source.tree()?)?;
    page.found(index).map_err(|error| source.place(error))
}
