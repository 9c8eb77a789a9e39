//! Maps and sets of what an iterator gives.

/// What an iterator gives, put into a map or a set one after another. `collect` sorts it first, by a sort of its own for each kind of map, and these sorts
/// together were a tenth of a browser's module.
pub(crate) fn gathered<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}
