//! Where records come from: what staff were not told of may not be used (Luật 91/2025/QH15, Điều 25).

use super::record::Collection;
use crate::date::Date;
use crate::error::{Code, Diagnostic};
use crate::text::Id;

/// The collection of that name among sorted ones.
fn find<'a>(collections: &'a [Collection], id: &Id) -> Option<&'a Collection> {
    let at = collections.binary_search_by(|collection| collection.id.cmp(id)).ok()?;
    collections.get(at)
}

/// Whether staff had been told on the day something happened.
pub(super) fn told(collections: &[Collection], collection: Option<&Id>, day: Date) -> bool {
    collection
        .and_then(|id| find(collections, id))
        .and_then(|collection| collection.disclosed)
        .is_some_and(|disclosed| disclosed <= day)
}

/// Refuses a record of that day that staff had not been told of, unless the caller accepts it; and one whose
/// collection nobody declared in any case.
pub(super) fn check(
    collections: &[Collection],
    id: &Id,
    collection: Option<&Id>,
    day: Date,
    accepted: bool,
) -> Result<(), Diagnostic> {
    let known = collection.and_then(|id| find(collections, id));
    let why = match (collection, known.and_then(|known| known.disclosed)) {
        (Some(name), _) if known.is_none() => {
            let diagnostic =
                Diagnostic::new(Code::UNKNOWN_COLLECTION).with("id", id).with("collection", name);
            // enough for everybody who makes slips, and not too many for a file of nothing else
            let names = collections.iter().take(100).map(|known| known.id.as_str());
            return Err(diagnostic.meant(name.as_str(), names).at("/collection"));
        }
        (_, Some(disclosed)) if disclosed <= day => return Ok(()),
        _ if accepted => return Ok(()),
        (_, Some(disclosed)) => format!("they were told on {disclosed}"),
        (Some(name), None) => format!("`{name}` has no day of disclosure"),
        (None, None) => "it belongs to no collection".to_owned(),
    };
    Err(Diagnostic::new(Code::NOT_DISCLOSED).with("id", id).with("why", why))
}
