//! A group in the reader's words.

use super::super::group::Group;
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// Values that rosters do not name themselves.
const FIXED: [(&str, &str, Key); 10] = [
    ("population", "staff", Key::GROUP_STAFF),
    ("population", "collaborators", Key::GROUP_COLLABORATORS),
    ("population", "experts", Key::GROUP_EXPERTS),
    ("population", "units", Key::GROUP_UNITS),
    ("task_force", "member", Key::GROUP_TASK_FORCE),
    ("head", "yes", Key::GROUP_HEAD),
    ("head", "no", Key::GROUP_NO_HEAD),
    ("status", "civil_servant", Key::GROUP_CIVIL_SERVANT),
    ("status", "public_employee", Key::GROUP_PUBLIC_EMPLOYEE),
    ("status", "labour_contract", Key::GROUP_LABOUR_CONTRACT),
];

/// Traits with values of the roster's.
const NAMED: [(&str, Key); 6] = [
    ("role", Key::GROUP_ROLE),
    ("duty_group", Key::GROUP_DUTY_GROUP),
    ("unit", Key::GROUP_UNIT),
    ("unit_kind", Key::GROUP_KIND),
    ("kind", Key::GROUP_KIND),
    ("block", Key::GROUP_BLOCK),
];

/// All that those compared have in common.
pub(super) fn say<'a>(group: &'a Group, said: &mut Sentences<'a>) -> Option<Message> {
    let traits = group.traits().filter_map(|(name, value)| one(name, value, said)).collect::<Vec<_>>();
    let and =
        |more: Message, one: Message| said.say(Key::GROUP_AND, [("one", one.into()), ("more", more.into())]);
    traits.into_iter().rev().reduce(and)
}

/// One trait; none for one whose value says nothing more, such as the status of experts.
fn one<'a>(name: &str, value: Option<&'a Id>, said: &mut Sentences<'a>) -> Option<Message> {
    let is =
        |(own, known, _): &&(&str, &str, Key)| *own == name && value.is_some_and(|value| *value == **known);
    if let Some((.., key)) = FIXED.iter().find(is) {
        return Some((*key).into());
    }
    let (_, key) = NAMED.iter().find(|(own, _)| *own == name)?;
    let value = value.map_or_else(|| Key::GROUP_NOT_SAID.into(), Into::into);
    Some(said.say(*key, [("value", value)]))
}
