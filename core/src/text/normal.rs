//! Unicode's form C: one spelling for letters that can be written in two ways, as Vietnamese ones can.

#[cfg(not(feature = "nfc"))]
static HOST: std::sync::OnceLock<fn(&str) -> String> = std::sync::OnceLock::new();

/// Names the function that puts a text in Unicode's form C, for a build without the feature `nfc`: a browser has one of its own. A
/// build with the feature has tables, and goes on with them. The first one named stays.
pub fn normalise_with(host: fn(&str) -> String) {
    #[cfg(not(feature = "nfc"))]
    let _ = HOST.set(host);
    #[cfg(feature = "nfc")]
    let _ = host;
}

/// The text in form C, where the build or its host can tell.
pub(crate) fn normal(text: &str) -> String {
    #[cfg(feature = "nfc")]
    if !text.is_ascii() {
        use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
        if is_nfc_quick(text.chars()) != IsNormalized::Yes {
            return text.nfc().collect();
        }
    }
    #[cfg(not(feature = "nfc"))]
    if !text.chars().all(settled)
        && let Some(host) = HOST.get()
    {
        return host(text);
    }
    text.to_owned()
}

/// Whether a character is in form C whatever stands beside it. Of those that are, these are nearly all that texts here hold: Latin
/// letters, Vietnamese ones among them, and the usual punctuation.
#[cfg(not(feature = "nfc"))]
const fn settled(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

#[cfg(test)]
mod tests {
    #[cfg(not(feature = "nfc"))]
    #[test]
    fn a_host_is_asked_where_there_is_something_to_ask() {
        use super::{normal, normalise_with};
        normalise_with(|text| text.replace("e\u{301}", "é"));
        for (text, expect) in
            [("cafe\u{301}", "café"), ("Chiến lược – “số”", "Chiến lược – “số”"), ("a", "a")]
        {
            assert_eq!(normal(text), expect);
        }
    }
}
