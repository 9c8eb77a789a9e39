//! What is wrong with a template of a paper, or wanting for the paper itself.

use super::codes;

codes! {
    /// A field or a list of rows that a paper does not have there.
    PAPER_FIELD "paper-field"
        en "a paper of the kind `{kind}` has no `{id}` here" / "what it has here is {expected}"
        vi "văn bản loại `{kind}` không có `{id}` ở đây" / "ở đây có {expected}"
    /// A line of a template that cannot be read.
    PAPER_SYNTAX "paper-syntax"
        en "this line of the template cannot be read: {why}" / "fields stand in braces; rows begin with # and end with / before their name, in braces and on lines of their own"
        vi "không đọc được dòng này của mẫu: {why}" / "trường đặt trong ngoặc nhọn; các dòng lặp mở bằng # và đóng bằng / trước tên, trong ngoặc nhọn và trên dòng riêng"
    /// A template for another kind of paper.
    PAPER_KIND "paper-kind"
        en "the template is for the kind `{expected}`, the paper is of the kind `{found}`" / "use a template of the paper's kind"
        vi "mẫu dành cho loại `{expected}`, còn văn bản thuộc loại `{found}`" / "hãy dùng mẫu đúng loại văn bản"
    /// A paper about something that is not there.
    PAPER_NEEDS "paper-needs"
        en "the paper needs {what}" / "take that step first, or write another paper"
        vi "văn bản cần {what}" / "hãy thực hiện bước đó trước, hoặc lập văn bản khác"
    /// Somebody on a public paper whom the table of names does not name.
    NAME_NEEDED "name-needed"
        en "the names do not say who `{id}` is" / "add the name: a public paper holds no pseudonyms"
        vi "bảng tên chưa cho biết `{id}` là ai" / "hãy bổ sung tên: văn bản công khai không dùng mã thay tên"
}
