//! Words for people: bilingual labels, ids, and the catalogue of messages.

mod by_id;
mod collate;
mod gather;
mod grouped;
mod id;
mod label;
mod normal;
mod tones;

pub(crate) use by_id::{ById, Ids};
pub(crate) use collate::{by_given_name, by_letters};
pub(crate) use gather::gathered;
pub(crate) use grouped::grouped;
pub(crate) use id::ID_TOKEN;
pub use id::Id;
pub use label::Text;
pub(crate) use normal::normal;
pub use normal::normalise_with;
pub(crate) use tones::look;
