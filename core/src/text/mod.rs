//! Words for people: bilingual labels, ids, and the catalogue of messages.

mod id;
mod label;

pub(crate) use id::ID_TOKEN;
pub use id::Id;
pub use label::Text;
