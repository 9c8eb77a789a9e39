//! A serialiser that writes canonical JSON.

use std::cmp::Ordering;
use std::fmt::{self, Display, Write as _};

use serde::ser::{self, Impossible, Serialize, Serializer};

/// Writes as it goes. The entries of an object are put in order when it ends, if they did not come in order.
pub(super) struct Writer {
    pub(super) out: String,
    /// Of every open object: where each entry begins, and where its key ends.
    entries: Vec<(usize, usize)>,
    /// Whether anything so far had to be escaped: until then keys compare as they are written.
    escaped: bool,
    /// The entries of an object while they are put in order: their text, and where each begins, its key ends and it ends.
    aside: String,
    sorted: Vec<((usize, usize), usize)>,
}

/// What has no canonical form.
#[derive(Debug)]
pub(super) struct Refused;

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no canonical form")
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Done = Result<(), Refused>;

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            out: String::with_capacity(8192),
            entries: Vec::with_capacity(64),
            escaped: false,
            aside: String::new(),
            sorted: Vec::new(),
        }
    }

    fn quote(&mut self, text: &str) {
        self.out.push('"');
        // looked at whole, which is faster than to stop at the first
        if text.bytes().fold(false, |found, byte| found | special(byte)) {
            let _ = Escaped(self).write_str(text);
        } else {
            self.out.push_str(text);
        }
        self.out.push('"');
    }

    fn shown(&mut self, value: impl Display) -> Done {
        write!(self.out, "{value}").map_err(|_| Refused)
    }

    fn list(&mut self) -> List<'_> {
        self.out.push('[');
        List { writer: self, first: true }
    }

    fn object(&mut self, close: &'static str) -> Object<'_> {
        self.out.push('{');
        Object { first: self.entries.len(), writer: self, field: "", sorted: true, close }
    }

    fn variant(&mut self, name: &str) {
        self.out.push('{');
        self.quote(name);
        self.out.push(':');
    }
}

/// Whether a byte is escaped. All that is escaped is one byte long, and no part of a longer character.
const fn special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Text on its way into quotes.
struct Escaped<'a>(&'a mut Writer);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let Writer { out, escaped, .. } = &mut *self.0;
        let mut rest = text;
        while let Some(at) = rest.bytes().position(special) {
            let (plain, special) = rest.split_at(at);
            out.push_str(plain);
            let mut chars = special.chars();
            match chars.next() {
                Some('\n') => out.push_str("\\n"),
                Some('\r') => out.push_str("\\r"),
                Some('\t') => out.push_str("\\t"),
                Some('\u{8}') => out.push_str("\\b"),
                Some('\u{c}') => out.push_str("\\f"),
                Some(c) if c < ' ' => write!(out, "\\u{:04x}", u32::from(c))?,
                Some(c) => out.extend(['\\', c]),
                None => {}
            }
            *escaped = true;
            rest = chars.as_str();
        }
        out.push_str(rest);
        Ok(())
    }
}

/// The characters between quotes as they were before they were escaped.
fn plain(quoted: &str) -> impl Iterator<Item = char> {
    let mut chars = quoted.chars();
    std::iter::from_fn(move || match chars.next()? {
        '\\' => Some(match chars.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let code = u32::from_str_radix(chars.as_str().get(..4)?, 16).ok()?;
                chars.nth(3)?;
                char::from_u32(code)?
            }
            c => c,
        }),
        c => Some(c),
    })
}

pub(super) struct List<'a> {
    writer: &'a mut Writer,
    first: bool,
}

impl List<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if !std::mem::take(&mut self.first) {
            self.writer.out.push(',');
        }
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Done {
        self.writer.out.push(']');
        Ok(())
    }
}

pub(super) struct Object<'a> {
    writer: &'a mut Writer,
    /// Where its entries begin among those of all open objects.
    first: usize,
    /// The name of the field before, for a struct.
    field: &'static str,
    /// Whether the entries have come in order.
    sorted: bool,
    close: &'static str,
}

impl Object<'_> {
    /// The entry before this one.
    fn last(&self) -> Option<(usize, usize)> {
        self.writer.entries.get(self.first..)?.last().copied()
    }

    /// The name of a struct's field: an identifier, or the word it is renamed to, with nothing to escape.
    fn field(&mut self, name: &'static str) {
        let Writer { out, entries, .. } = &mut *self.writer;
        if entries.len() > self.first {
            out.push(',');
        }
        let start = out.len();
        out.push('"');
        out.push_str(name);
        out.push_str("\":");
        entries.push((start, out.len().saturating_sub(1)));
        // keys differ early: byte by byte is faster than a call
        self.sorted = self.sorted && self.field.bytes().le(name.bytes());
        self.field = name;
    }

    fn key(&mut self, key: &(impl Serialize + ?Sized)) -> Done {
        let last = self.last();
        if last.is_some() {
            self.writer.out.push(',');
        }
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        let Writer { out, entries, escaped, .. } = &mut *self.writer;
        let entry = (start, out.len());
        entries.push(entry);
        let follows = |last| order(out, *escaped, last, entry) != Ordering::Greater;
        self.sorted = self.sorted && last.is_none_or(follows);
        out.push(':');
        Ok(())
    }

    fn close(self) -> Done {
        let Writer { out, entries, escaped, aside, sorted } = self.writer;
        if !self.sorted {
            let own = entries.get(self.first..).unwrap_or_default();
            let begin = own.first().map_or(0, |entry| entry.0);
            let ends = own.iter().skip(1).map(|next| next.0.saturating_sub(1)).chain([out.len()]);
            // what comes out of order is the few fields of a struct
            sorted.clear();
            for (entry, end) in own.iter().copied().zip(ends) {
                let before = |(before, _): &(_, _)| order(out, *escaped, *before, entry) != Ordering::Greater;
                sorted.insert(sorted.partition_point(before), (entry, end));
            }
            aside.clear();
            aside.push_str(out.get(begin..).unwrap_or_default());
            out.truncate(begin);
            for ((start, _), end) in sorted.iter() {
                if out.len() > begin {
                    out.push(',');
                }
                let text = start.saturating_sub(begin)..end.saturating_sub(begin);
                out.push_str(aside.get(text).unwrap_or_default());
            }
        }
        entries.truncate(self.first);
        out.push_str(self.close);
        Ok(())
    }
}

/// How the keys of two entries stand in the order of code points, which is that of their bytes.
fn order(out: &str, escaped: bool, a: (usize, usize), b: (usize, usize)) -> Ordering {
    let unquoted = |(start, end): (usize, usize)| start.saturating_add(1)..end.saturating_sub(1);
    if escaped {
        let key = |entry| plain(out.get(unquoted(entry)).unwrap_or_default());
        return key(a).cmp(key(b));
    }
    let key = |entry| out.get(unquoted(entry)).unwrap_or_default().bytes();
    key(a).cmp(key(b))
}

macro_rules! shown {
    ($($method:ident $type:ty)*) => { $(fn $method(self, value: $type) -> Done { self.shown(value) })* };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = Impossible<(), Refused>;
    type SerializeMap = Object<'a>;
    type SerializeStruct = Object<'a>;
    type SerializeStructVariant = Object<'a>;

    shown! {
        serialize_bool bool serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64
    }

    fn serialize_f32(self, _: f32) -> Done {
        Err(Refused)
    }

    fn serialize_f64(self, _: f64) -> Done {
        Err(Refused)
    }

    fn serialize_char(self, value: char) -> Done {
        self.collect_str(&value)
    }

    fn serialize_str(self, value: &str) -> Done {
        self.quote(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Refused)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Done {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Done {
        self.variant(name);
        value.serialize(&mut *self)?;
        self.out.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Refused> {
        Ok(self.list())
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'a>, Refused> {
        Ok(self.list())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'a>, Refused> {
        Ok(self.list())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Refused> {
        Err(Refused)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'a>, Refused> {
        Ok(self.object("}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'a>, Refused> {
        Ok(self.object("}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Object<'a>, Refused> {
        self.variant(name);
        Ok(self.object("}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        self.out.push('"');
        write!(Escaped(self), "{value}").map_err(|_| Refused)?;
        self.out.push('"');
        Ok(())
    }
}

macro_rules! lists {
    ($($trait:ident $method:ident)*) => { $(impl ser::$trait for List<'_> {
        type Ok = ();
        type Error = Refused;
        fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
            self.item(value)
        }
        fn end(self) -> Done {
            self.close()
        }
    })* };
}

lists! { SerializeSeq serialize_element SerializeTuple serialize_element SerializeTupleStruct serialize_field }

macro_rules! structs {
    ($($trait:ident)*) => { $(impl ser::$trait for Object<'_> {
        type Ok = ();
        type Error = Refused;
        fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
            self.field(name);
            value.serialize(&mut *self.writer)
        }
        fn end(self) -> Done {
            self.close()
        }
    })* };
}

structs! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Done {
        self.close()
    }
}
