//! What reading a text or a value finds wrong.

use super::codes;

codes! {
    /// The text is not YAML or JSON.
    SYNTAX "syntax"
        en "cannot read the text: {detail}" / "check the line named for a missing quote, colon or bracket"
        vi "không đọc được văn bản: {detail}" / "xem lại dòng đã nêu: thiếu dấu nháy, hai chấm hoặc ngoặc"
    /// A YAML feature that packs do not use.
    YAML_FEATURE "yaml-feature"
        en "{feature} is not part of the pack format" / "write the value out where it is needed"
        vi "{feature} không thuộc định dạng của bộ quy tắc" / "hãy viết hẳn giá trị ra tại chỗ cần dùng"
    /// A bare YAML word that different readers take differently.
    AMBIGUOUS_SCALAR "ambiguous-scalar"
        en "bare `{value}` means different things to different readers" / "write a number as 12, -3 or 0.62; put text in quotes; write `true` or `false` for a boolean; leave the key out if there is no value"
        vi "`{value}` để trần có thể bị hiểu khác nhau" / "viết số như 12, -3 hoặc 0.62; đặt trong dấu nháy nếu là chữ; viết `true` hoặc `false` nếu là đúng/sai; bỏ hẳn khóa nếu không có giá trị"
    /// The same key twice in one map.
    DUPLICATE_KEY "duplicate-key"
        en "the key `{key}` appears twice" / "keep one of them"
        vi "khóa `{key}` xuất hiện hai lần" / "chỉ giữ lại một"
    /// Nested deeper than the format allows.
    TOO_DEEP "too-deep"
        en "nested deeper than {limit} levels" / "flatten the structure"
        vi "lồng sâu quá {limit} tầng" / "hãy làm phẳng cấu trúc"
    /// Larger than the format allows.
    TOO_LARGE "too-large"
        en "larger than the limit of {limit}" / "split the file"
        vi "lớn hơn giới hạn {limit}" / "hãy tách tệp"
    /// A field the format does not have.
    UNKNOWN_FIELD "unknown-field"
        en "unknown field `{field}`" / "the fields here are {expected}"
        vi "không có trường `{field}`" / "các trường ở đây là {expected}"
    /// A field that must be there.
    MISSING_FIELD "missing-field"
        en "the field `{field}` is missing" / "add `{field}`"
        vi "thiếu trường `{field}`" / "hãy thêm `{field}`"
    /// A word that is not among the choices.
    UNKNOWN_CHOICE "unknown-choice"
        en "`{value}` is not one of the choices" / "choose one of {expected}"
        vi "`{value}` không nằm trong các lựa chọn" / "hãy chọn một trong {expected}"
    /// A value of another kind than expected.
    WRONG_TYPE "wrong-type"
        en "expected {expected}, found {found}" / "write {expected}"
        vi "cần {expected}, lại gặp {found}" / "hãy viết {expected}"
    /// A binary floating-point number.
    FLOAT "float"
        en "`{value}` is a binary floating-point number, which is not exact" / "write the decimal as text, for example \"0.62\"; in Python use Decimal(\"0.62\") or Fraction"
        vi "`{value}` là số dấu phẩy động nhị phân, không chính xác" / "hãy viết số thập phân dưới dạng chữ, ví dụ \"0.62\"; trong Python dùng Decimal(\"0.62\") hoặc Fraction"
    /// A mark that there is no number, from a table of floats.
    NOT_A_NUMBER "not-a-number"
        en "`{value}` stands where a table has no number" / "leave the cell out, or write None or null; of a pandas table: df.astype(object).where(df.notna(), None)"
        vi "`{value}` là dấu hiệu bảng không có số ở đây" / "hãy bỏ ô đó đi, hoặc ghi None hay null; với bảng pandas: df.astype(object).where(df.notna(), None)"
    /// A boolean where only numbers make sense.
    BOOLEAN_NUMBER "boolean-number"
        en "a boolean is not a number" / "write the number itself; only a yes/no scale takes `true` or `false`"
        vi "giá trị đúng/sai không phải là số" / "hãy viết chính con số; chỉ thang có/không nhận `true` hoặc `false`"
    /// A text that is not a plain decimal.
    BAD_NUMBER "bad-number"
        en "`{value}` is not a plain decimal number" / "write a plain decimal such as 12, -3 or 0.62: no leading zero, plus sign, exponent, underscore or comma, at most 28 digits"
        vi "`{value}` không phải số thập phân thường" / "viết số như 12, -3 hoặc 0.62: không số 0 ở đầu, không dấu cộng, số mũ, gạch dưới hay dấu phẩy, nhiều nhất 28 chữ số"
    /// A result outside what can be held exactly.
    OVERFLOW "overflow"
        en "the number is too large to be held exactly" / "use a larger unit, such as millions"
        vi "số quá lớn, không giữ được chính xác" / "hãy dùng đơn vị lớn hơn, ví dụ triệu"
    /// A text that is not a date.
    BAD_DATE "bad-date"
        en "`{value}` is not a date" / "write year-month-day, such as 2024-10-24"
        vi "`{value}` không phải ngày" / "viết năm-tháng-ngày, ví dụ 2024-10-24"
    /// A period that ends before it begins.
    BAD_PERIOD "bad-period"
        en "the period ends on {until}, before it begins on {from}" / "swap or correct the two dates"
        vi "kỳ kết thúc ngày {until}, trước khi bắt đầu ngày {from}" / "đổi chỗ hoặc sửa hai ngày"
    /// An id that is empty or has characters ids may not have.
    BAD_ID "bad-id"
        en "`{value}` cannot be an id" / "use 1 to 128 characters without spaces or control characters"
        vi "`{value}` không thể làm mã" / "dùng 1 đến 128 ký tự, không có khoảng trắng hay ký tự điều khiển"
    /// An empty text where words are needed.
    EMPTY_TEXT "empty-text"
        en "the text is empty" / "write it in Vietnamese and in English"
        vi "văn bản trống" / "hãy viết bằng cả tiếng Việt và tiếng Anh"
}
