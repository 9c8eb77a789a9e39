//! A pack with one thing changed, so that what follows from it can be seen.

use super::framework::CohortFramework;
use crate::canonical;
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::source::{Entry, Node, Source, Tree};

impl CohortFramework {
    /// The same pack with the value at a JSON pointer replaced, or added to a map, and everything checked again; `value` is YAML or JSON. The pack's own
    /// tests, which say what the unchanged pack gives, are left out.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`] where the pointer leads nowhere, those of any document for the value, and those of
    /// [`CohortFramework::parse`].
    ///
    /// # Examples
    /// ```
    /// let hdi = thidua::packs::index_edition("undp-hdi", "2024")?;
    /// let mean = hdi.changed("/index/aggregate", "{arithmetic: {}}")?;
    /// assert_ne!(hdi.digest(), mean.digest());
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn changed(&self, pointer: &str, value: &str) -> Result<Self, Error> {
        let own = Source::new(self.to_json(), None, ErrorKind::Pack)?;
        let given = Source::new(value, None, ErrorKind::Data)?.tree()?;
        let mut tree = own.tree()?;
        if let Tree::Map(entries) = &mut tree.tree {
            entries.retain(|entry| entry.key != "tests");
        }
        let steps: Vec<String> =
            pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        let nowhere = || Diagnostic::new(Code::UNKNOWN_NODE).with("id", pointer).at(pointer).data();
        let (last, way) = steps.split_last().ok_or_else(nowhere)?;
        let mut place = &mut tree;
        for step in way {
            place = below(place, step).ok_or_else(nowhere)?;
        }
        match (below(place, last).is_some(), &mut place.tree) {
            (true, _) => below(place, last).into_iter().for_each(|node| *node = given.clone()),
            (false, Tree::Map(entries)) => {
                let at = given.at;
                entries.push(Entry { key: last.clone(), key_at: at, node: given });
            }
            (false, _) => return Err(nowhere()),
        }
        Self::parse(&json(&tree), None)
    }
}

fn below<'a>(node: &'a mut Node, step: &str) -> Option<&'a mut Node> {
    match &mut node.tree {
        Tree::Map(entries) => entries.iter_mut().find(|entry| entry.key == step).map(|entry| &mut entry.node),
        Tree::Seq(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The tree as JSON.
fn json(node: &Node) -> String {
    let quoted = |text: &String| canonical::text(text);
    match &node.tree {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Integer(text) => text.clone(),
        Tree::Plain(text) | Tree::Quoted(text) => quoted(text),
        Tree::Seq(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Tree::Map(entries) => {
            let entry = |entry: &Entry| format!("{}:{}", quoted(&entry.key), json(&entry.node));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}
