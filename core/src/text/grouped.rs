//! Decimals as people write them: in Vietnam `1.234.567,89`, in English `1,234,567.89`.

use crate::error::Lang;

/// A plain decimal, its whole part in groups of three.
pub(crate) fn grouped(decimal: &str, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len().saturating_sub(at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push(point);
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three_and_the_point_of_each_language() {
        for (plain, vi, en) in [
            ("1234567.89", "1.234.567,89", "1,234,567.89"),
            ("1150000", "1.150.000", "1,150,000"),
            ("999", "999", "999"),
            ("-1000", "-1.000", "-1,000"),
            ("20.5", "20,5", "20.5"),
        ] {
            assert_eq!((grouped(plain, Lang::Vi).as_str(), grouped(plain, Lang::En).as_str()), (vi, en));
        }
    }
}
