//! Explanations: sentences with their arguments, steps, tables, and the four ways to show them.
//! What is said lives in the catalogue; who says it, and when, is the evaluating room's.

mod explanation;
mod html;
mod json;
mod key;
mod markdown;
mod message;
mod plain;

pub use explanation::Explanation;
pub(crate) use explanation::{Cell, Step, Table};
pub(crate) use key::Key;
pub(crate) use message::{Arg, Message, Sentences};
