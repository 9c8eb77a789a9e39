//! Unicode's form C: one spelling for letters that can be written in two ways, as Vietnamese ones can.

/// The text in form C, where the build can tell; the browser's border normalises before it calls.
pub(crate) fn normal(text: &str) -> String {
    #[cfg(feature = "nfc")]
    if !text.is_ascii() {
        use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
        if is_nfc_quick(text.chars()) != IsNormalized::Yes {
            return text.nfc().collect();
        }
    }
    text.to_owned()
}
