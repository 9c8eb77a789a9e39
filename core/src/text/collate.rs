//! The order of Vietnamese names: letters as the alphabet has them, then tones; by the given name, which stands last.

use std::cmp::Ordering;

const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Each vowel with its tones, in the order of dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
const TONES: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// A letter's place: what is no letter of the alphabet stands before, or if it is another's letter behind.
fn letter(c: char) -> (u8, usize, usize) {
    let place = |text: &str, wanted: char| text.chars().position(|own| own == wanted);
    let toned = TONES.iter().find_map(|row| Some((row.chars().next()?, place(row, c)?)));
    let (base, tone) = toned.unwrap_or((c, 0));
    match place(LETTERS, base) {
        Some(at) => (1, at, tone),
        None => {
            (if c.is_alphabetic() { 2 } else { 0 }, usize::try_from(u32::from(c)).unwrap_or(usize::MAX), 0)
        }
    }
}

/// Letters of the whole text first, then tones, then the text as it is written.
pub(crate) fn by_letters(one: &str, other: &str) -> Ordering {
    let letters = |text: &str| text.to_lowercase().chars().map(letter).collect::<Vec<_>>();
    let (a, b) = (letters(one), letters(other));
    let base = |all: &[(u8, usize, usize)]| all.iter().map(|own| (own.0, own.1)).collect::<Vec<_>>();
    base(&a).cmp(&base(&b)).then_with(|| a.cmp(&b)).then_with(|| one.cmp(other))
}

/// Two names of people: by the given name, the last word, and of one given name by the whole.
pub(crate) fn by_given_name(one: &str, other: &str) -> Ordering {
    let given = |name: &str| name.split_whitespace().next_back().unwrap_or_default().to_owned();
    by_letters(&given(one), &given(other)).then_with(|| by_letters(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_as_dictionaries_have_them() {
        let order = "An Anh Ánh Ân Ẩn Ấn Dương Đặng Đỗ O Ô Ơ Uyên Ưng";
        let mut all: Vec<&str> = order.split(' ').collect();
        all.reverse();
        all.sort_by(|one, other| by_letters(one, other));
        assert_eq!(all.join(" "), order);
    }

    #[test]
    fn people_stand_by_their_given_name() {
        let mut all = ["Trần Văn Bình", "Nguyễn Thị An", "Đỗ Ánh", "Lê An", "Bình"];
        all.sort_by(|one, other| by_given_name(one, other));
        assert_eq!(all, ["Lê An", "Nguyễn Thị An", "Đỗ Ánh", "Bình", "Trần Văn Bình"]);
    }
}
