//! Where Vietnamese writes the tone of `oa`, `oe` and `uy`: on the first vowel or on the second, as schools differ about.

/// The tone on the first vowel, and the same on the second.
const PLACES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// What an id looks like: two that look alike may be slips for one another. Letters are small, the tone stands on the
/// second vowel, and `-`, `_` and `.` are one sign.
pub(crate) fn look(id: &str) -> String {
    let small = super::normal(id).to_lowercase().replace(['_', '.'], "-");
    if small.is_ascii() {
        return small;
    }
    PLACES.iter().fold(small, |text, (first, second)| text.replace(first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tone_may_stand_on_either_vowel() {
        for (one, other) in [
            ("hòa", "hoà"),
            ("Hóa", "hoá"),
            ("thỏa", "thoả"),
            ("lõa", "loã"),
            ("họa", "hoạ"),
            ("què", "què"),
            ("khỏe", "khoẻ"),
            ("lóe", "loé"),
            ("thùy", "thuỳ"),
            ("THÚY", "thuý"),
            ("thủy", "thuỷ"),
            ("lũy", "luỹ"),
            ("lụy", "luỵ"),
            ("nguyễn-hòa", "Nguyễn_Hoà"),
            #[cfg(feature = "nfc")]
            ("ho\u{300}a", "hoà"),
        ] {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in [("hòa", "hóa"), ("hoa", "hoà"), ("hỏi", "hói"), ("thuy", "thúy"), ("a-b", "ab")]
        {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }

    #[test]
    fn separators_are_one_sign() {
        assert_eq!([look("p_1.a"), look("P-1-A"), look("p.1_a")].map(|look| look == "p-1-a"), [true; 3]);
    }

    #[test]
    fn each_place_names_the_same_letters() {
        use std::collections::BTreeSet;
        let firsts: BTreeSet<&str> = PLACES.iter().map(|(first, _)| *first).collect();
        let seconds: BTreeSet<&str> = PLACES.iter().map(|(_, second)| *second).collect();
        assert_eq!((firsts.len(), seconds.len()), (15, 15));
        assert!(firsts.is_disjoint(&seconds));
    }
}
