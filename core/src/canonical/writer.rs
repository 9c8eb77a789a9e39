//! A serialiser that writes canonical JSON.

use std::fmt::{self, Display, Write as _};
use std::io;

use serde::ser::{self, Impossible, Serialize, Serializer};

use super::order::{Entry, order, sort};

/// Writes as it goes. The entries of an object are put in order when it ends, if they did not come in order.
pub(super) struct Writer {
    /// Bytes of text: one look at the whole when it is done is faster than one at each piece.
    out: Vec<u8>,
    /// Whether anything so far had to be escaped: until then keys compare as they are written.
    escaped: bool,
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
        Self { out: Vec::with_capacity(8192), escaped: false }
    }

    /// What was written.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.out
    }

    fn quote(&mut self, text: &str) {
        self.out.push(b'"');
        // looked at whole, which is faster than to stop at the first
        match text.bytes().fold(false, |found, byte| found | special(byte)) {
            false => self.out.extend_from_slice(text.as_bytes()),
            true => {
                let _ = Escaped(self).write_str(text);
            }
        }
        self.out.push(b'"');
    }

    fn shown(&mut self, value: impl Display) -> Done {
        io::Write::write_fmt(&mut self.out, format_args!("{value}")).map_err(|_| Refused)
    }

    fn list(&mut self) -> List<'_> {
        self.out.push(b'[');
        List { writer: self, first: true }
    }

    fn object(&mut self, close: &'static [u8]) -> Object<'_> {
        self.out.push(b'{');
        Object { start: self.out.len(), writer: self, last: None, field: "", sorted: true, close }
    }

    fn variant(&mut self, name: &str) {
        self.out.push(b'{');
        self.quote(name);
        self.out.push(b':');
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
        for byte in text.bytes() {
            *escaped |= special(byte);
            match byte {
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                8 => out.extend_from_slice(b"\\b"),
                12 => out.extend_from_slice(b"\\f"),
                0..b' ' => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                _ => out.push(byte),
            }
        }
        Ok(())
    }
}

pub(super) struct List<'a> {
    writer: &'a mut Writer,
    first: bool,
}

impl List<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if !std::mem::take(&mut self.first) {
            self.writer.out.push(b',');
        }
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Done {
        self.writer.out.push(b']');
        Ok(())
    }
}

pub(super) struct Object<'a> {
    writer: &'a mut Writer,
    /// Where its entries begin.
    start: usize,
    /// The entry before, for a map.
    last: Option<Entry>,
    /// The name of the field before, for a struct.
    field: &'static str,
    /// Whether the entries have come in order.
    sorted: bool,
    close: &'static [u8],
}

impl Object<'_> {
    /// The name of a struct's field: an identifier, or the word it is renamed to, with nothing to escape.
    fn field(&mut self, name: &'static str) {
        let out = &mut self.writer.out;
        if out.len() > self.start {
            out.push(b',');
        }
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        // keys differ early: byte by byte is faster than a call
        self.sorted = self.sorted && self.field.bytes().le(name.bytes());
        self.field = name;
    }

    fn key(&mut self, key: &(impl Serialize + ?Sized)) -> Done {
        if self.last.is_some() {
            self.writer.out.push(b',');
        }
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        let entry = (start, self.writer.out.len());
        let follows = |last| order(&self.writer.out, self.writer.escaped, last, entry).is_le();
        self.sorted = self.sorted && self.last.is_none_or(follows);
        self.last = Some(entry);
        self.writer.out.push(b':');
        Ok(())
    }

    fn close(self) -> Done {
        if !self.sorted {
            sort(&mut self.writer.out, self.start, self.writer.escaped);
        }
        self.writer.out.extend_from_slice(self.close);
        Ok(())
    }
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

    /// Canonical JSON that is there already.
    fn serialize_bytes(self, made: &[u8]) -> Done {
        self.out.extend_from_slice(made);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.out.extend_from_slice(b"null");
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
        self.out.push(b'}');
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
        Ok(self.object(b"}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'a>, Refused> {
        Ok(self.object(b"}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Object<'a>, Refused> {
        self.variant(name);
        Ok(self.object(b"}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        self.out.push(b'"');
        write!(Escaped(self), "{value}").map_err(|_| Refused)?;
        self.out.push(b'"');
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
