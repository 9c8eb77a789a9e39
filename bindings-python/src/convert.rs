//! Python objects into the core's values and back: the only file that looks at foreign objects. A number comes in as
//! `int`, `Decimal` or `Fraction`, never by way of a foreign object's own text, its truth or a float.

use std::borrow::Cow;
use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple, PyType};
use pyo3::{PyTypeInfo as _, intern};
use thidua::{Answer, Basis, Date, Exact, Fraction, Id, Period, Value};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use crate::problem::{self, Fault};

mod document;

use self::document::write_entry;
pub use self::document::{json, json_lines, list, table, write_text};

/// Levels that objects may nest, as in the core.
pub const MAX_DEPTH: u32 = 160;
/// Bytes of a text that the core takes at most.
pub const MAX_BYTES: usize = 8 << 20;

/// The class `name` of the module `module`, looked up once.
macro_rules! class {
    ($py:expr, $module:literal, $name:literal) => {{
        static CLASS: pyo3::sync::PyOnceLock<pyo3::Py<pyo3::types::PyType>> = pyo3::sync::PyOnceLock::new();
        CLASS.import($py, $module, $name)
    }};
}
pub(crate) use class;

/// The function `name` of the module `module`, looked up once.
macro_rules! function {
    ($py:expr, $module:literal, $name:literal) => {{
        static FUNCTION: pyo3::sync::PyOnceLock<pyo3::Py<pyo3::PyAny>> = pyo3::sync::PyOnceLock::new();
        FUNCTION.import($py, $module, $name)
    }};
}
pub(crate) use function;

/// The answers of one subject.
pub enum Answers {
    /// Plain values.
    Plain(Vec<(Id, Answer)>),
    /// Some with evidence, a verifier or a reason: all of them as JSON of the published format.
    Written(String),
}

/// The answers of a mapping. In a row, the column of the subject and cells that hold `None` are no answers.
pub fn answers(object: &Bound<'_, PyAny>, row_of: Option<&str>) -> Result<Answers, Fault> {
    let mut all = Vec::new();
    let items = items(object).map_err(|fault| fault.under("answers"))?;
    for item in &items {
        let (key, value) = pair(&item)?;
        let name = text(&key).map_err(|fault| fault.under("answers"))?;
        if let Some(column) = row_of
            && (value.is_none() || name == column)
        {
            continue;
        }
        let plain = scalar(&value).map_err(|fault| fault.under(&name).under("answers"))?;
        let Some(value) = plain.map_or_else(|| claimed(&value), |value| Ok(Some(value)))? else {
            return written(&items, row_of).map(Answers::Written);
        };
        let id = Id::new(&name).map_err(|error| Fault::from(error).under("answers"))?;
        all.push((id, value.into()));
    }
    Ok(Answers::Plain(all))
}

/// The two counts of `{"part": …, "whole": …}`, or of that under `"claimed"`, with nothing beside; `None` for any other
/// mapping, which takes the longer road through the published format.
fn claimed(answer: &Bound<'_, PyAny>) -> Result<Option<Value>, Fault> {
    let py = answer.py();
    let inner = only(answer, 1, intern!(py, "claimed"))?;
    let counts = inner.as_ref().unwrap_or(answer);
    match (only(counts, 2, intern!(py, "part"))?, only(counts, 2, intern!(py, "whole"))?) {
        (Some(part), Some(whole)) => Ok(count(&part).zip(count(&whole)).map(|(p, w)| Value::counts(p, w))),
        _ => Ok(None),
    }
}

/// One entry of a `dict` that has so many.
fn only<'py>(
    object: &Bound<'py, PyAny>,
    length: usize,
    name: &Bound<'py, PyString>,
) -> Result<Option<Bound<'py, PyAny>>, Fault> {
    match object.cast_exact::<PyDict>() {
        Ok(dict) if dict.len() == length => Ok(dict.get_item(name)?),
        _ => Ok(None),
    }
}

/// A small whole number, or a decimal as text.
fn count(object: &Bound<'_, PyAny>) -> Option<Fraction> {
    if PyInt::is_exact_type_of(object) {
        return object.extract::<i64>().ok().map(Fraction::from);
    }
    Exact::parse(object.cast_exact::<PyString>().ok()?.to_str().ok()?).ok().map(Fraction::from)
}

fn written(items: &Bound<'_, PyList>, row_of: Option<&str>) -> Result<String, Fault> {
    let mut out = String::from("{");
    for item in items {
        let (key, value) = pair(&item)?;
        let name = text(&key)?;
        if let Some(column) = row_of
            && (value.is_none() || name == column)
        {
            continue;
        }
        write_entry(&mut out, &name, &value, 2).map_err(|fault| fault.under("answers"))?;
    }
    out.push('}');
    Ok(out)
}

/// One column of a row.
pub fn cell<'py>(row: &Bound<'py, PyAny>, column: &str) -> Result<Bound<'py, PyAny>, Fault> {
    if let Ok(dict) = row.cast_exact::<PyDict>()
        && let Some(found) = dict.get_item(column)?
    {
        return Ok(found);
    }
    for item in items(row)? {
        let (key, value) = pair(&item)?;
        if key.is_instance_of::<PyString>() && text(&key)? == column {
            return Ok(value);
        }
    }
    Err(problem::missing(column).into())
}

/// Keys and values, copied: what runs while they are read cannot change them.
fn items<'py>(object: &Bound<'py, PyAny>) -> Result<Bound<'py, PyList>, Fault> {
    if let Ok(dict) = object.cast_exact::<PyDict>() {
        return Ok(dict.items());
    }
    match object.cast::<PyMapping>() {
        Ok(mapping) => Ok(mapping.items()?),
        Err(_) => Err(problem::wrong_type("a map", object).into()),
    }
}

fn pair<'py>(item: &Bound<'py, PyAny>) -> Result<(Bound<'py, PyAny>, Bound<'py, PyAny>), Fault> {
    let pair = item.cast::<PyTuple>().map_err(PyErr::from)?;
    Ok((pair.get_item(0)?, pair.get_item(1)?))
}

/// Text in Unicode's form C.
pub fn text<'a>(object: &'a Bound<'_, PyAny>) -> Result<Cow<'a, str>, Fault> {
    let text = object.cast::<PyString>().map_err(|_| problem::wrong_type("text", object))?;
    Ok(normal(raw(text)?))
}

/// The form C of a text.
pub fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Text as it is.
pub fn raw<'a>(text: &'a Bound<'_, PyString>) -> Result<&'a str, Fault> {
    text.to_str().map_err(|_| problem::not_text().into())
}

/// An id.
pub fn id(object: &Bound<'_, PyAny>) -> Result<Id, Fault> {
    Ok(Id::new(&text(object)?)?)
}

/// Names and values, such as whom a pack applies to.
pub fn ids(object: &Bound<'_, PyAny>) -> Result<BTreeMap<Id, Id>, Fault> {
    let mut out = BTreeMap::new();
    for item in items(object)? {
        let (key, value) = pair(&item)?;
        out.insert(id(&key)?, id(&value)?);
    }
    Ok(out)
}

/// A value for a criterion; `None` for a mapping.
fn scalar(object: &Bound<'_, PyAny>) -> Result<Option<Value>, Fault> {
    let py = object.py();
    if PyString::is_exact_type_of(object) {
        return Ok(Some(Value::word(&text(object)?)));
    }
    if let Ok(yes) = object.cast::<PyBool>() {
        return Ok(Some(Value::yes_no(yes.is_true())));
    }
    if PyInt::is_exact_type_of(object) {
        return integer(object).map(Some);
    }
    if object.get_type().is(class!(py, "decimal", "Decimal")?) {
        return decimal(object).map(|exact| Some(exact.into()));
    }
    if PyDict::is_exact_type_of(object) {
        return Ok(None);
    }
    if object.get_type().is(class!(py, "fractions", "Fraction")?) {
        return fraction(object).map(|fraction| Some(fraction.into()));
    }
    unusual(object)
}

/// Subclasses, numbers of other libraries, and everything that is refused.
fn unusual(object: &Bound<'_, PyAny>) -> Result<Option<Value>, Fault> {
    let py = object.py();
    let is = |class: PyResult<&Bound<'_, PyType>>| object.is_instance(class?);
    if let Ok(float) = object.cast::<PyFloat>() {
        return Err(problem::float(&format!("{:?}", float.value())).into());
    }
    if object.is_instance_of::<PyString>() {
        return Ok(Some(Value::word(&text(object)?)));
    }
    if object.is_instance_of::<PyInt>() {
        return integer(object).map(Some);
    }
    if is(class!(py, "decimal", "Decimal"))? {
        return decimal(object).map(|exact| Some(exact.into()));
    }
    if is(class!(py, "fractions", "Fraction"))? {
        return fraction(object).map(|fraction| Some(fraction.into()));
    }
    if let Some(yes) = array_boolean(object)? {
        return Ok(Some(Value::yes_no(yes)));
    }
    if is(class!(py, "numbers", "Integral"))? {
        // whole numbers of array libraries
        return integer(&object.call_method0(intern!(py, "__index__"))?).map(Some);
    }
    if is(class!(py, "numbers", "Real"))? && !is(class!(py, "numbers", "Rational"))? {
        return Err(problem::float(&kind(object)).into());
    }
    if object.cast::<PyMapping>().is_ok() {
        return Ok(None);
    }
    Err(problem::wrong_type("an answer", object).into())
}

/// The truth of a boolean of an array library, which is a class of its own there.
fn array_boolean(object: &Bound<'_, PyAny>) -> Result<Option<bool>, Fault> {
    let class = object.get_type();
    let known = class.module()? == "numpy"
        && ["bool", "bool_"].iter().any(|name| class.name().is_ok_and(|own| own == *name));
    Ok(if known { Some(object.is_truthy()?) } else { None })
}

fn kind(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string())
}

fn integer(object: &Bound<'_, PyAny>) -> Result<Value, Fault> {
    if let Ok(small) = object.extract::<i64>() {
        return Ok(Value::from(small));
    }
    match object.extract::<i128>() {
        Ok(large) => Ok(Exact::parse(&large.to_string())?.into()),
        Err(_) => Err(problem::overflow().into()),
    }
}

fn decimal(object: &Bound<'_, PyAny>) -> Result<Exact, Fault> {
    let py = object.py();
    let written = class!(py, "decimal", "Decimal")?.call_method1(intern!(py, "__str__"), (object,))?;
    let written = written.cast::<PyString>().map_err(PyErr::from)?;
    let written = raw(written)?;
    Ok(Exact::parse(&plain(written).unwrap_or_else(|| written.into()))?)
}

/// A decimal in scientific notation, written out; `None` where it has none, or is far too long.
fn plain(written: &str) -> Option<String> {
    let (digits, exponent) = written.split_once('E')?;
    let exponent: i32 = exponent.parse().ok().filter(|exponent: &i32| exponent.unsigned_abs() <= 64)?;
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = "0".repeat(usize::try_from(exponent.unsigned_abs()).ok()?);
    let (before, after) = if exponent < 0 { (zeros.as_str(), "") } else { ("", zeros.as_str()) };
    let digits = format!("{before}{whole}{part}{after}");
    let (whole, part) = digits.split_at_checked(whole.len().saturating_add(after.len()))?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{part}"))
}

fn fraction(object: &Bound<'_, PyAny>) -> Result<Fraction, Fault> {
    let py = object.py();
    let above = object.getattr(intern!(py, "numerator"))?;
    let below = object.getattr(intern!(py, "denominator"))?;
    if let (Ok(above), Ok(below)) = (above.extract::<i128>(), below.extract::<i128>()) {
        return Ok(Fraction::new(above, below)?);
    }
    Ok(Fraction::parse(&format!("{}/{}", digits(&above)?, digits(&below)?))?)
}

/// The digits of a whole number that is not absurdly long.
fn digits(object: &Bound<'_, PyAny>) -> Result<String, Fault> {
    let whole = object.cast_exact::<PyInt>().map_err(|_| problem::wrong_type("a number", object))?;
    if whole.call_method0(intern!(object.py(), "bit_length"))?.extract::<u32>()? > 1024 {
        return Err(problem::overflow().into());
    }
    Ok(whole.str()?.to_str()?.to_owned())
}

/// Whether an object holds keys and values.
pub fn is_mapping(object: &Bound<'_, PyAny>) -> bool {
    PyDict::is_exact_type_of(object) || object.cast::<PyMapping>().is_ok()
}

/// A `datetime.date` that is nothing more.
fn day(object: &Bound<'_, PyAny>) -> Result<Option<Date>, Fault> {
    let py = object.py();
    let date = class!(py, "datetime", "date")?;
    if !object.is_instance(date)? || object.is_instance(class!(py, "datetime", "datetime")?)? {
        return Ok(None);
    }
    let written = date.call_method1(intern!(py, "isoformat"), (object,))?;
    Ok(Some(Date::parse(&text(&written)?)?))
}

/// A day: `datetime.date`, or text such as `2024-10-24`.
pub fn date(object: &Bound<'_, PyAny>) -> Result<Date, Fault> {
    if object.is_instance_of::<PyString>() {
        return Ok(Date::parse(&text(object)?)?);
    }
    day(object)?.ok_or_else(|| problem::wrong_type("a date", object).into())
}

/// Two days, both included; `None` leaves an end open.
pub fn period(object: &Bound<'_, PyAny>) -> Result<Period, Fault> {
    let wrong = || Fault::from(problem::wrong_type("two dates", object));
    let pair = object.cast::<PyTuple>().map_err(|_| wrong())?;
    if pair.len() != 2 {
        return Err(wrong());
    }
    let end = |at: usize, name: &str| {
        let end = pair.get_item(at)?;
        if end.is_none() { Ok(None) } else { date(&end).map(Some).map_err(|fault| fault.under(name)) }
    };
    Ok(Period::new(end(0, "from")?, end(1, "until")?)?)
}

/// A request about the days of a `period`, as the core's own documents name them, and about single days by their names.
pub fn about_days<'py>(
    period: &Bound<'py, PyAny>,
    days: &[(&str, Option<&Bound<'_, PyAny>>)],
) -> Result<Bound<'py, PyDict>, Fault> {
    let py = period.py();
    let ends = self::period(period).map_err(|fault| fault.under("period"))?;
    let (asked, own) = (PyDict::new(py), PyDict::new(py));
    for (name, day) in [("from", ends.from()), ("until", ends.until())] {
        if let Some(day) = day {
            own.set_item(name, day.to_string())?;
        }
    }
    asked.set_item("period", own)?;
    for (name, day) in days {
        if let Some(day) = day.filter(|day| !day.is_none()) {
            asked.set_item(name, date(day).map_err(|fault| fault.under(name))?.to_string())?;
        }
    }
    Ok(asked)
}

/// Whose answers make the headline.
pub fn basis(word: &str) -> Result<Basis, Fault> {
    match word {
        "claimed" => Ok(Basis::Claimed),
        "verified" => Ok(Basis::Verified),
        other => Err(problem::basis(other).into()),
    }
}

/// A `Decimal`.
pub fn to_decimal<'py>(py: Python<'py>, written: &str) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "decimal", "Decimal")?.call1((written,))
}

/// A `Fraction`.
pub fn to_fraction<'py>(py: Python<'py>, fraction: &Fraction) -> PyResult<Bound<'py, PyAny>> {
    let (above, below) = fraction.parts();
    class!(py, "fractions", "Fraction")?.call1((to_integer(py, &above)?, to_integer(py, &below)?))
}

/// An `int` of any length: Python's own reading of decimal text stops at some thousand digits.
fn to_integer<'py>(py: Python<'py>, written: &str) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(small) = written.parse::<i128>() {
        return Ok(small.into_pyobject(py)?.into_any());
    }
    let (negative, digits) = written.strip_prefix('-').map_or((false, written), |digits| (true, digits));
    let step = 10_i128.pow(18).into_pyobject(py)?;
    let mut sum = 0_i128.into_pyobject(py)?.into_any();
    let head = digits.len().checked_rem(18).unwrap_or(0);
    let (head, tail) = digits.split_at(head);
    let chunks =
        std::iter::once(head).chain((0..tail.len()).step_by(18).filter_map(|at| tail.get(at..)?.get(..18)));
    for chunk in chunks {
        sum = sum.mul(&step)?.add(chunk.parse::<i128>().unwrap_or(0))?;
    }
    if negative { sum.neg() } else { Ok(sum) }
}

/// A `datetime.date`.
pub fn to_date<'py>(py: Python<'py>, date: Date) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "datetime", "date")?.call_method1(intern!(py, "fromisoformat"), (date.to_string(),))
}
