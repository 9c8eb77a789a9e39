//! Where records come from: what staff were not told of may not be used (Luật 91/2025/QH15, Điều 25).

use super::record::Collection;
use crate::date::Date;
use crate::error::{Code, Diagnostic};
use crate::text::Id;

/// The collection of that name among sorted ones.
pub(super) fn find<'a>(collections: &'a [Collection], id: &Id) -> Option<&'a Collection> {
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

/// A record names a collection that nobody declared.
pub(super) fn unknown(collections: &[Collection], id: &Id, name: &Id) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UNKNOWN_COLLECTION).with("id", id).with("collection", name);
    // enough for everybody who makes slips, and not too many for a file of nothing else
    diagnostic.meant(name.as_str(), collections.iter().take(100).map(|known| known.id.as_str()))
}

/// Refuses a record of that day that staff had not been told of, or whose collection nobody declared, unless the caller
/// accepts it.
pub(super) fn check(
    collections: &[Collection],
    id: &Id,
    collection: Option<&Id>,
    day: Date,
    accepted: bool,
) -> Result<(), Diagnostic> {
    let known = collection.and_then(|id| find(collections, id));
    let why = match (collection, known.and_then(|known| known.disclosed)) {
        (_, Some(disclosed)) if disclosed <= day => return Ok(()),
        _ if accepted => return Ok(()),
        (Some(name), None) if known.is_none() => return Err(unknown(collections, id, name).at("/collection")),
        (_, Some(disclosed)) => format!("they were told on {disclosed}"),
        (Some(name), None) => format!("`{name}` has no day of disclosure"),
        (None, None) if collections.len() > 1 => {
            "it does not name its `collection`, and several are declared".to_owned()
        }
        (None, None) => "it belongs to no collection".to_owned(),
    };
    Err(Diagnostic::new(Code::NOT_DISCLOSED).with("id", id).with("why", why))
}
