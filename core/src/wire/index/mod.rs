//! The JSON of indices: what a pack says of itself, tables, one request with its answer, and one table of questions, so that a
//! binding needs no knowledge of methods.

mod about;
mod outcome;
mod request;
mod study;
mod table;

use crate::cohort::{CohortFramework, Comparison, Index, Panel, Table};
use crate::error::{Error, ErrorKind};
use crate::source::Source;

pub use self::about::cohort;
pub use self::request::Found;

/// A table from its JSON. It has one of:
///
/// - `rows`: objects with a figure or a group under each name, and the subject under `subject` (which says another name);
/// - `columns`: lists of one length under their names, the subjects among them, or given as the list `subjects`;
/// - `csv`: the text of comma-separated values;
/// - `figures` and `groups`: by subject and column.
///
/// Numbers are numbers of JSON, binary floats among them, or text; what is left out, `null`, blank, or in the list `missing` is
/// missing. `after` is the table of the time before.
///
/// # Errors
/// [`Code::ONE_OF`](crate::Code::ONE_OF) for none or two of them, those of any document, and those of [`Table`], with their places.
///
/// # Examples
/// ```
/// use thidua::wire;
/// let table = wire::table(r#"{"subject": "iso3", "missing": [".."], "rows": [{"iso3": "VNM", "life": 74.58}, {"iso3": "TCD", "life": ".."}]}"#)?;
/// assert_eq!(table.subjects(), ["VNM", "TCD"]);
/// assert_eq!(table.get("life", "VNM").map(|life| life.get()), Some(74.58));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn table(text: &str) -> Result<Table, Error> {
    let source = Source::statistical(text, None, ErrorKind::Data)?;
    let given: table::Given = source.decode(&source.tree()?)?;
    given.table().map_err(|error| source.place(error))
}

/// Computes an index by a framework and answers a question about it. The request is an object: `table` as [`table`] reads it, `as_of` for
/// packs with dated parameters, `extend` (the text of an organisation's file), `changed` (a list of `at`, a pointer into the pack, and `to`, the text that stands there instead),
/// `past` (the table of a cohort whose statistics are kept) or `frozen` (the text of [`Frozen::to_json`](crate::cohort::Frozen::to_json)), and one question, `ask`, as [`answer`] takes it, or what to `compare` with:
/// another `pack`, `table`, `as_of`, or what is `changed`; or a `panel`, a list of each `time` and what the index is `of` then, in the same words.
///
/// # Errors
/// Those of any document, of [`table`], of [`CohortFramework::index`], and of the question.
///
/// # Examples
/// ```
/// use thidua::{packs, wire};
/// let egdi = packs::index_edition("un-egdi", "2012")?;
/// let table = r#"{"rows": [{"subject": "A", "osi": 0, "hci": 0.9, "tii": 0.9}, {"subject": "B", "osi": 0.5, "hci": 0.25, "tii": 0.75}]}"#;
/// let told = wire::index(&egdi, &format!(r#"{{"table": {table}, "ask": {{"profile": {{"subject": "B"}}}}}}"#))?;
/// assert!(told.contains(r#"{"among":2,"indicator":"osi","rank":"1","score":"0.5"}"#));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn index(framework: &CohortFramework, request: &str) -> Result<String, Error> {
    request::run(framework, request)
}

/// Answers a question about an index. It is the name of a question, or an object with what it asks under its name: `index`, `framework`,
/// `frozen` (what is kept of its cohort), `importances`; `availability` after a `stage`; `correlations`, `cronbach_alpha`,
/// `outranking` and `components` (so many of them `rotated`) of a `node`; `profile` of a `subject`; `without` an `element`; `uncertainty` and
/// `sensitivity` by a `plan`, with a table of standard `errors` where it varies the figures; `justification`, the page for the readers of the
/// index in a `lang`, with what a `plan` finds out where there is one; `checklist`, the ten steps of the handbook, with a `plan`, standard `errors`
/// and `others`, a table of other measures of the same subjects; and of the pack alone `lint` and `test_coverage`.
///
/// # Errors
/// Those of any document and of the question, with its name in front of their pointers.
pub fn answer(index: &Index, question: &str) -> Result<String, Error> {
    request::answer(index, question)
}

/// What is found out about an index for its page, from an object: nothing, or a `plan`, with a table of standard `errors` where it varies the
/// figures.
///
/// # Errors
/// Those of any document, of [`Index::uncertainty`] and of [`Index::sensitivity`].
///
/// # Examples
/// ```
/// use thidua::{Lang, packs, wire};
/// let egdi = packs::index_edition("un-egdi", "2014")?;
/// let table = wire::table(r#"{"csv": "subject,osi,hci,tii\nA,0.2,0.9,0.4\nB,0.5,0.3,0.8\nC,0.9,0.6,0.1"}"#)?;
/// let index = egdi.index(&table)?;
/// let found = wire::found(&index, r#"{"plan": {"replicates": 64, "seed": 1, "factors": [{"id": "weights", "weights": {"noise": "0.5"}}]}}"#)?;
/// let page = index.justification(&found.evidence())?.render(Lang::En);
/// assert!(!page.contains("how sure the ranks are was not evaluated"));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn found(index: &Index, page: &str) -> Result<Found, Error> {
    request::found(index, page)
}

/// Indices of several times, as JSON.
#[must_use]
pub fn panel(panel: &Panel) -> String {
    study::told("panel", panel)
}

/// Two indices subject by subject, as JSON.
#[must_use]
pub fn comparison(comparison: &Comparison) -> String {
    study::told("compare", comparison)
}
