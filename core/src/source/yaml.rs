//! YAML into the tree: only what packs need of it, with every scalar's own text and place.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::build::Builder;
use super::tree::{Node, Place, Tree};
use crate::error::{Code, Diagnostic};
use crate::text::normal;

pub(super) fn parse(text: &str) -> Result<Node, Diagnostic> {
    let mut builder = Builder::default();
    let mut documents = 0_u8;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let (line, column) = place(error.marker());
            let diagnostic = match error.info() {
                info if info.starts_with("recursion limit") => {
                    Diagnostic::new(Code::TOO_DEEP).with("limit", super::MAX_DEPTH)
                }
                info if info.ends_with("unknown anchor") => feature("an alias"),
                info => Diagnostic::new(Code::SYNTAX).with("detail", info),
            };
            diagnostic.positioned(line, column)
        })?;
        let at = place(&span.start);
        if let Event::DocumentStart(_) = event {
            documents = documents.saturating_add(1);
            if documents > 1 {
                return Err(builder.placed(feature("a second document"), at));
            }
        }
        take(&mut builder, event, at).map_err(|diagnostic| builder.placed(diagnostic, at))?;
    }
    builder.finish()
}

fn take(builder: &mut Builder, event: Event<'_>, at: Place) -> Result<(), Diagnostic> {
    match event {
        Event::Scalar(text, style, anchor, tag) => {
            refuse(anchor, tag.is_some())?;
            // escapes may have spelt letters in another form than C
            let text = if style == ScalarStyle::DoubleQuoted { normal(&text) } else { text.into_owned() };
            if !builder.wants_key() {
                if text.is_empty() && style == ScalarStyle::Plain {
                    let nothing = Diagnostic::new(Code::AMBIGUOUS_SCALAR).with("value", builder.lead());
                    return Err(nothing.suggest(builder.split_number()));
                }
                return builder.scalar(scalar(text, style)?, at);
            }
            if text == "<<" && style == ScalarStyle::Plain {
                return Err(feature("a merge key"));
            }
            builder.key(text, at);
            Ok(())
        }
        Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
            if builder.wants_key() || anchor != 0 || tag.is_some() =>
        {
            refuse(anchor, tag.is_some())?;
            Err(feature("a key that is not text"))
        }
        Event::SequenceStart(..) => builder.open_seq(at),
        Event::MappingStart(..) => builder.open_map(at),
        Event::SequenceEnd | Event::MappingEnd => builder.close(),
        Event::Alias(_) => Err(feature("an alias")),
        Event::StreamStart
        | Event::StreamEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd
        | Event::Nothing => Ok(()),
    }
}

fn refuse(anchor: usize, tagged: bool) -> Result<(), Diagnostic> {
    match (anchor, tagged) {
        (0, false) => Ok(()),
        (_, true) => Err(feature("a tag")),
        _ => Err(feature("an anchor")),
    }
}

fn feature(name: &str) -> Diagnostic {
    Diagnostic::new(Code::YAML_FEATURE).with("feature", name)
}

fn place(marker: &Marker) -> Place {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (number(marker.line()), number(marker.col()).saturating_add(1))
}

fn scalar(text: String, style: ScalarStyle) -> Result<Tree, Diagnostic> {
    if style != ScalarStyle::Plain {
        return Ok(Tree::Quoted(text));
    }
    match text.as_str() {
        "true" => Ok(Tree::Bool(true)),
        "false" => Ok(Tree::Bool(false)),
        other if is_ambiguous(other) => Err(Diagnostic::new(Code::AMBIGUOUS_SCALAR).with("value", other)),
        _ => Ok(Tree::Plain(text)),
    }
}

/// Words and numbers that YAML's versions and readers take differently.
fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 11] = ["~", "null", "yes", "no", "on", "off", "y", "n", "true", "false", ".nan"];
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
            assert_eq!(error.code(), Code::AMBIGUOUS_SCALAR, "{bad}");
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
            ("a: &x 1\nb: *x", Code::YAML_FEATURE),
            ("b: *x", Code::YAML_FEATURE),
            ("a: !!str 1", Code::YAML_FEATURE),
            ("<<: {a: 1}", Code::YAML_FEATURE),
            ("a: 1\n---\nb: 2", Code::YAML_FEATURE),
            ("? [1]\n: 2", Code::YAML_FEATURE),
            ("a: 1\nb: 2\na: 3", Code::DUPLICATE_KEY),
            ("a: [1", Code::SYNTAX),
            ("", Code::SYNTAX),
            ("a:\n", Code::AMBIGUOUS_SCALAR),
        ] {
            assert_eq!(parse(text).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn a_value_that_is_not_there_is_told_by_its_key() {
        for (text, value, meant) in [
            ("a:\n  b:\n", "b:", None),
            ("a:\n  -\n", "-", None),
            ("a: {b: 1,5}", "5:", Some("1.5")),
            ("a: {b: -20,25}", "25:", Some("-20.25")),
            ("a: {b: x,5}", "5:", None),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.code(), Code::AMBIGUOUS_SCALAR, "{text}");
            assert_eq!(error.args(), [("value", value.to_owned())], "{text}");
            assert_eq!(error.suggestion(), meant, "{text}");
        }
    }

    #[cfg(feature = "nfc")]
    #[test]
    fn a_text_spelt_in_two_ways_is_one() {
        assert_eq!(parse("\"\\u00e9\": 1\n\"e\\u0301\": 2").unwrap_err().code(), Code::DUPLICATE_KEY);
        let read = |text| parse(text).map(|node| node.tree);
        assert_eq!(read("\"e\\u0301\"").unwrap(), read("\"é\"").unwrap());
    }

    #[test]
    fn nesting_bombs_end_early() {
        assert_eq!(parse(&"[".repeat(100_000)).unwrap_err().code(), Code::TOO_DEEP);
        assert!(parse(&"{a: ".repeat(100_000)).is_err());
        assert!(parse(&"- ".repeat(100_000)).is_err());
    }
}
