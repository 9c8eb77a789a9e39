//! YAML into the tree: only what packs need of it, with every scalar's own text and place.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::Meter;
use super::tree::{Entry, Node, Tree};
use crate::error::{Code, Diagnostic};

/// A collection whose end has not been read yet.
enum Open {
    Seq((u32, u32), Vec<Node>),
    Map((u32, u32), Vec<Entry>, Option<(String, (u32, u32))>),
}

pub(super) fn parse(text: &str) -> Result<Node, Diagnostic> {
    let mut meter = Meter::default();
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut documents = 0_u8;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let (line, column) = place(error.marker());
            let diagnostic = match error.info() {
                info if info.starts_with("recursion limit") => {
                    Diagnostic::new(Code::TooDeep).with("limit", super::MAX_DEPTH)
                }
                info => Diagnostic::new(Code::Syntax).with("detail", info),
            };
            diagnostic.positioned(line, column)
        })?;
        let at = place(&span.start);
        let node = match event {
            Event::DocumentStart(_) => {
                documents = documents.saturating_add(1);
                if documents > 1 {
                    return Err(feature("a second document", at));
                }
                continue;
            }
            Event::Scalar(text, style, anchor, tag) => {
                meter.count(open.len()).map_err(|diagnostic| diagnostic.positioned(at.0, at.1))?;
                refuse(anchor, tag.is_some(), at)?;
                if let Some(Open::Map(_, _, key @ None)) = open.last_mut() {
                    if text == "<<" && style == ScalarStyle::Plain {
                        return Err(feature("a merge key", at));
                    }
                    *key = Some((text.into_owned(), at));
                    continue;
                }
                Node { at, tree: scalar(text.into_owned(), style, at)? }
            }
            Event::SequenceStart(anchor, tag) => {
                start(&mut meter, &open, anchor, tag.is_some(), span)?;
                open.push(Open::Seq(at, Vec::new()));
                continue;
            }
            Event::MappingStart(anchor, tag) => {
                start(&mut meter, &open, anchor, tag.is_some(), span)?;
                open.push(Open::Map(at, Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::Seq(at, items)) => Node { at, tree: Tree::Seq(items) },
                Some(Open::Map(at, entries, _)) => {
                    unique(&entries)?;
                    Node { at, tree: Tree::Map(entries) }
                }
                None => continue,
            },
            Event::Alias(_) => return Err(feature("an alias", at)),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => continue,
        };
        match open.last_mut() {
            Some(Open::Seq(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some((key, key_at)) => entries.push(Entry { key, key_at, node }),
                None => return Err(feature("a key that is not text", at)),
            },
            None => root = Some(node),
        }
    }
    root.ok_or_else(|| Diagnostic::new(Code::Syntax).with("detail", "the text is empty").positioned(1, 1))
}

/// Refuses a key given twice. Sorting keeps long maps cheap.
fn unique(entries: &[Entry]) -> Result<(), Diagnostic> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key).then(a.key_at.cmp(&b.key_at)));
    match sorted.windows(2).find_map(|pair| match pair {
        [a, b] if a.key == b.key => Some(*b),
        _ => None,
    }) {
        Some(twice) => Err(Diagnostic::new(Code::DuplicateKey)
            .with("key", &twice.key)
            .positioned(twice.key_at.0, twice.key_at.1)),
        None => Ok(()),
    }
}

fn start(
    meter: &mut Meter,
    open: &[Open],
    anchor: usize,
    tagged: bool,
    span: Span,
) -> Result<(), Diagnostic> {
    let at = place(&span.start);
    meter.count(open.len().saturating_add(1)).map_err(|diagnostic| diagnostic.positioned(at.0, at.1))?;
    refuse(anchor, tagged, at)?;
    match open.last() {
        Some(Open::Map(_, _, None)) => Err(feature("a key that is not text", at)),
        _ => Ok(()),
    }
}

fn refuse(anchor: usize, tagged: bool, at: (u32, u32)) -> Result<(), Diagnostic> {
    match (anchor, tagged) {
        (0, false) => Ok(()),
        (_, true) => Err(feature("a tag", at)),
        _ => Err(feature("an anchor", at)),
    }
}

fn feature(name: &str, at: (u32, u32)) -> Diagnostic {
    Diagnostic::new(Code::YamlFeature).with("feature", name).positioned(at.0, at.1)
}

fn place(marker: &Marker) -> (u32, u32) {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (number(marker.line()), number(marker.col()).saturating_add(1))
}

fn scalar(text: String, style: ScalarStyle, at: (u32, u32)) -> Result<Tree, Diagnostic> {
    if style != ScalarStyle::Plain {
        return Ok(Tree::Quoted(text));
    }
    match text.as_str() {
        "true" => Ok(Tree::Bool(true)),
        "false" => Ok(Tree::Bool(false)),
        other if is_ambiguous(other) => {
            Err(Diagnostic::new(Code::AmbiguousScalar).with("value", other).positioned(at.0, at.1))
        }
        _ => Ok(Tree::Plain(text)),
    }
}

/// Words and numbers that YAML's versions and readers take differently.
fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 12] = ["", "~", "null", "yes", "no", "on", "off", "y", "n", "true", "false", ".nan"];
    let lower = text.to_lowercase();
    if WORDS.contains(&lower.as_str()) {
        return true;
    }
    let unsigned = lower.strip_prefix(['+', '-']).unwrap_or(&lower);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let decimal = |s: &str| match s.split_once('.') {
        Some((whole, part)) => {
            (whole.is_empty() || digits(whole)) && (part.is_empty() || digits(part)) && s.len() > 1
        }
        None => digits(s),
    };
    let based = ["0x", "0o", "0b"].iter().any(|prefix| {
        unsigned
            .strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit() || b == b'_'))
    });
    let exponent = unsigned.split_once('e').is_some_and(|(mantissa, power)| {
        decimal(mantissa) && digits(power.strip_prefix(['+', '-']).unwrap_or(power))
    });
    let number = decimal(unsigned) && !crate::num::is_decimal(text);
    unsigned == ".inf" || based || exponent || number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_that_readers_disagree_on_are_refused() {
        for bad in [
            "0x1F", "1_000", ".5", "5.", "010", "~", "yes", "No", "on", "TRUE", "null", "1e3", "+1", ".inf",
            "-.INF", ".NaN", "0b1", "1.5e-3", "00.5",
        ] {
            let error = parse(&format!("a: {bad}")).unwrap_err();
            assert_eq!(error.code(), Code::AmbiguousScalar, "{bad}");
            assert_eq!((error.line(), error.column()), (Some(1), Some(4)), "{bad}");
        }
        for good in [
            "0",
            "-3.50",
            "0.1234567890123456789",
            "1.2.1",
            "2024-10-24",
            "3560",
            "yes please",
            "v5",
            "e5",
            "face",
        ] {
            assert!(parse(&format!("a: {good}")).is_ok(), "{good}");
        }
    }

    #[test]
    fn features_packs_do_not_use_are_refused() {
        for (text, code) in [
            ("a: &x 1\nb: *x", Code::YamlFeature),
            ("a: !!str 1", Code::YamlFeature),
            ("<<: {a: 1}", Code::YamlFeature),
            ("a: 1\n---\nb: 2", Code::YamlFeature),
            ("? [1]\n: 2", Code::YamlFeature),
            ("a: 1\nb: 2\na: 3", Code::DuplicateKey),
            ("a: [1", Code::Syntax),
            ("", Code::Syntax),
            ("a:\n", Code::AmbiguousScalar),
        ] {
            assert_eq!(parse(text).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn nesting_bombs_end_early() {
        assert_eq!(parse(&"[".repeat(100_000)).unwrap_err().code(), Code::TooDeep);
        assert!(parse(&"{a: ".repeat(100_000)).is_err());
        assert!(parse(&"- ".repeat(100_000)).is_err());
    }
}
