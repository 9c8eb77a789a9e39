//! The order of an object's entries among the bytes they are written as: where any key of the whole text was `escaped`, keys compare
//! as they were before, else as they stand.

use std::cmp::Ordering;

/// Where an entry of an object begins, and where its key ends.
pub(super) type Entry = (usize, usize);

/// How the keys of two entries stand in the order of code points, which is that of their bytes.
pub(super) fn order(out: &[u8], escaped: bool, a: Entry, b: Entry) -> Ordering {
    let key =
        |(start, end): Entry| out.get(start.saturating_add(1)..end.saturating_sub(1)).unwrap_or_default();
    match escaped {
        true => plain(key(a)).cmp(plain(key(b))),
        false => key(a).iter().cmp(key(b)),
    }
}

/// The bytes between quotes as they were before they were escaped.
fn plain(quoted: &[u8]) -> impl Iterator<Item = u8> {
    let mut bytes = quoted.iter();
    std::iter::from_fn(move || match bytes.next()? {
        b'\\' => Some(match bytes.next()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'u' => {
                let (digits, rest) = bytes.as_slice().split_at_checked(4)?;
                bytes = rest.iter();
                u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?
            }
            byte => *byte,
        }),
        byte => Some(*byte),
    })
}

/// Puts the entries of the object that begins here in order. What comes out of order is the few fields of a struct.
pub(super) fn sort(out: &mut Vec<u8>, start: usize, escaped: bool) {
    let mut sorted: Vec<(Entry, usize)> = Vec::new();
    for (entry, end) in entries(out, start) {
        let before = |(before, _): &(Entry, usize)| order(out, escaped, *before, entry).is_le();
        sorted.insert(sorted.partition_point(before), (entry, end));
    }
    let mut own = Vec::with_capacity(out.len().saturating_sub(start));
    for ((start, _), end) in sorted {
        if !own.is_empty() {
            own.push(b',');
        }
        own.extend_from_slice(out.get(start..end).unwrap_or_default());
    }
    out.truncate(start);
    out.extend_from_slice(&own);
}

/// The entries of the object that begins here and ends with the text, each with its end.
fn entries(out: &[u8], start: usize) -> Vec<(Entry, usize)> {
    let mut found = Vec::new();
    let (mut begin, mut key, mut depth) = (start, None, 0_usize);
    let mut bytes = out.iter().enumerate().skip(start);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                while bytes
                    .next()
                    .is_some_and(|(_, byte)| *byte != b'"' && (*byte != b'\\' || bytes.next().is_some()))
                {
                }
            }
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => key = Some(at),
            b',' if depth == 0 => {
                found.extend(key.take().map(|key| ((begin, key), at)));
                begin = at.saturating_add(1);
            }
            _ => {}
        }
    }
    found.extend(key.map(|key| ((begin, key), out.len())));
    found
}
