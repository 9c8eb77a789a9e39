//! JSON into the tree: no floats but where statistics are read, no key twice, no bombs.

use std::borrow::Cow;

use json_event_parser::{JsonEvent, LowLevelJsonParser};

use super::build::Builder;
use super::tree::{Node, Place, Tree};
use crate::error::{Code, Diagnostic};
use crate::num::Real;
use crate::text::normal;

/// What becomes of a number with a point or an exponent. A function of its own, so that what never reads statistics carries no
/// reader of floats.
type Number = fn(&str) -> Result<String, Diagnostic>;

pub(super) fn parse(text: &str) -> Result<Node, Diagnostic> {
    read(text, refused)
}

/// As [`parse`], of a document of statistics: a number with a point or an exponent is the binary float nearest to it.
pub(super) fn statistics(text: &str) -> Result<Node, Diagnostic> {
    read(text, float)
}

fn read(text: &str, number: Number) -> Result<Node, Diagnostic> {
    let mut parser = LowLevelJsonParser::new();
    let mut cursor = Cursor { rest: text.as_bytes(), line: 1, column: 1 };
    let mut builder = Builder::default();
    loop {
        let read = parser.parse_next(cursor.rest, true);
        let event = match read.event {
            Some(Ok(event)) => event,
            Some(Err(error)) => {
                let done = text.len().saturating_sub(cursor.rest.len());
                let start = usize::try_from(error.location().start.offset).unwrap_or(text.len());
                cursor.pass(start.saturating_sub(done));
                let diagnostic = Diagnostic::new(Code::SYNTAX).with("detail", error.message());
                return Err(diagnostic.positioned(cursor.line, cursor.column));
            }
            None => break,
        };
        // an event ends where its token does; what stands before the token is space and punctuation
        let between = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':');
        let before = cursor.rest.iter().take(read.consumed_bytes).take_while(between).count();
        cursor.pass(before);
        let at = (cursor.line, cursor.column);
        cursor.pass(read.consumed_bytes.saturating_sub(before));
        if event == JsonEvent::Eof {
            break;
        }
        take(&mut builder, event, at, number).map_err(|diagnostic| builder.placed(diagnostic, at))?;
    }
    builder.finish()
}

fn take(builder: &mut Builder, event: JsonEvent<'_>, at: Place, number: Number) -> Result<(), Diagnostic> {
    let tree = match event {
        JsonEvent::ObjectKey(key) => {
            builder.key(unescaped(key), at);
            return Ok(());
        }
        JsonEvent::StartArray => return builder.open_seq(at),
        JsonEvent::StartObject => return builder.open_map(at),
        JsonEvent::EndArray | JsonEvent::EndObject => return builder.close(),
        JsonEvent::Eof => return Ok(()),
        JsonEvent::String(text) => Tree::Quoted(unescaped(text)),
        JsonEvent::Number(digits) if digits.contains(['.', 'e', 'E']) => Tree::Plain(number(&digits)?),
        JsonEvent::Number(number) => Tree::Integer(number.into_owned()),
        JsonEvent::Boolean(value) => Tree::Bool(value),
        JsonEvent::Null => Tree::Null,
    };
    builder.scalar(tree, at)
}

/// The text is in form C, but escapes may have spelt letters in another; what had none is lent from it.
fn unescaped(text: Cow<'_, str>) -> String {
    match text {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => normal(&text),
    }
}

/// A number that other readers pass through a binary float.
fn refused(number: &str) -> Result<String, Diagnostic> {
    Err(Diagnostic::new(Code::FLOAT).with("value", number))
}

/// A float as its shortest plain decimal.
fn float(number: &str) -> Result<String, Diagnostic> {
    let value = Real::new(number.parse().unwrap_or(f64::INFINITY));
    value.map(|value| value.to_string()).map_err(|error| error.first().clone())
}

/// What is left to read, and where that stands.
struct Cursor<'a> {
    rest: &'a [u8],
    line: u32,
    column: u32,
}

impl Cursor<'_> {
    fn pass(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes.min(self.rest.len()));
        for byte in passed {
            match byte {
                b'\n' => (self.line, self.column) = (self.line.saturating_add(1), 1),
                // the later bytes of a character
                0x80..=0xBF => {}
                _ => self.column = self.column.saturating_add(1),
            }
        }
        self.rest = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_packs_may_not_hold() {
        for (text, code) in [
            ("{\"a\": 0.1}", Code::FLOAT),
            ("{\"a\": 1e3}", Code::FLOAT),
            ("{\"a\": -0.0}", Code::FLOAT),
            ("{\"a\": 1, \"a\": 2}", Code::DUPLICATE_KEY),
            ("{\"a\": }", Code::SYNTAX),
            ("{} {}", Code::SYNTAX),
            ("", Code::SYNTAX),
            ("[01]", Code::SYNTAX),
            ("[-]", Code::SYNTAX),
            ("[+1]", Code::SYNTAX),
            ("[1,]", Code::SYNTAX),
            ("{\"a\": 1,}", Code::SYNTAX),
            ("[,1]", Code::SYNTAX),
            ("[1 2]", Code::SYNTAX),
            ("{1: 2}", Code::SYNTAX),
            ("[NaN]", Code::SYNTAX),
            ("[nul]", Code::SYNTAX),
            ("[True]", Code::SYNTAX),
            ("['a']", Code::SYNTAX),
            ("[\"\\ud800\"]", Code::SYNTAX),
            ("[\"\\x\"]", Code::SYNTAX),
            ("[\"a\nb\"]", Code::SYNTAX),
            ("[\"a", Code::SYNTAX),
            ("// a\n[]", Code::SYNTAX),
        ] {
            assert_eq!(parse(text).unwrap_err().code(), code, "{text}");
        }
        for bomb in ["[", "{\"a\":"] {
            assert_eq!(parse(&bomb.repeat(100_000)).unwrap_err().code(), Code::TOO_DEEP);
        }
    }

    #[test]
    fn statistics_are_floats() {
        let read = |text: &str| statistics(text).map(|node| node.tree);
        for (text, shown) in [("0.1", "0.1"), ("1e-7", "0.0000001"), ("2.50E2", "250"), ("-0.0", "0")] {
            assert_eq!(read(text).unwrap(), Tree::Plain(shown.to_owned()), "{text}");
        }
        assert_eq!(read("9007199254740993").unwrap(), Tree::Integer("9007199254740993".to_owned()));
        assert_eq!(read("[1e999]").unwrap_err().code(), Code::NOT_FINITE);
        assert_eq!(read("[NaN]").unwrap_err().code(), Code::SYNTAX);
    }

    #[test]
    fn every_value_knows_its_place() {
        let text = "{\n  \"ế\": [1,\n    {\"ố/c\" : true}]\n}";
        let tree = parse(text).unwrap();
        for (pointer, key, expect) in [
            ("/ế", false, (2, 8)),
            ("/ế", true, (2, 3)),
            ("/ế/1/ố~1c", false, (3, 14)),
            ("/ế/1/ố~1c", true, (3, 6)),
            ("/ế/9", false, (2, 8)),
            ("", false, (1, 1)),
        ] {
            assert_eq!(tree.locate(pointer, key), expect, "{pointer}");
        }
        let error = parse("{\"a\": 1,\n \"ế\" 2}").unwrap_err();
        assert_eq!((error.line(), error.column()), (Some(2), Some(6)));
    }

    #[cfg(feature = "nfc")]
    #[test]
    fn a_text_spelt_in_two_ways_is_one() {
        let error = parse(r#"{"\u00e9": 1, "e\u0301": 2}"#).unwrap_err();
        assert_eq!(error.code(), Code::DUPLICATE_KEY);
        let read = |text| parse(text).map(|node| node.tree);
        assert_eq!(read(r#""e\u0301""#).unwrap(), read(r#""\u00e9""#).unwrap());
    }
}
