//! Papers: each kind in each language against the text that was read and agreed, what no paper may hold, and mistakes of templates.
//! `THIDUA_BLESS=1` writes the texts again: read the difference.
#![expect(clippy::disallowed_methods, reason = "a test reads and writes the agreed texts")]

use std::path::PathBuf;

use thidua::recognition::{
    Act, Case, Decisions, Facts, Format, Office, Paper, PaperKind, Policy, Ruling, Template, Votes, Workdays,
};
use thidua::{Code, Id, Lang};

use super::{day, year};

const POLICY: &str = include_str!("papers/policy.yaml");
const FACTS: &str = include_str!("papers/facts.yaml");
const OFFICE: &str = include_str!("papers/office.yaml");

fn decisions() -> Decisions {
    let policy = Policy::parse(POLICY, None).unwrap();
    policy.decide(&Facts::parse(FACTS, None).unwrap(), None, &year()).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn case(decisions: &Decisions, stage: &str, of: &str) -> Case {
    Case::draft(decisions.one(&id(stage), &id(of), None).unwrap(), &[]).unwrap()
}

fn act(by: &str, on: &str, why: &str) -> Act {
    Act::new(id(by), day(on), why)
}

/// Every kind of paper of one round.
fn papers(office: &Office) -> Vec<Paper> {
    let decisions = decisions();
    let critique =
        case(&decisions, "critique", "p09").propose(act("secretary", "2026-12-20", "biên bản 14")).unwrap();
    let critique =
        critique.notify(act("secretary", "2026-12-21", "công văn 31"), 5, &Workdays::default()).unwrap();
    let title =
        case(&decisions, "leader", "p01").propose(act("secretary", "2026-12-20", "đủ điều kiện")).unwrap();
    let votes = |in_favour, against| Votes::new(in_favour, against, 0, 11).unwrap();
    let title = title.vote(act("p06", "2026-12-20", "biên bản kiểm phiếu 1"), votes(7, 3)).unwrap();
    let counted = act("p06", "2026-12-20", "biên bản kiểm phiếu 2");
    let title = title.vote(counted, votes(9, 1).recused(id("p04"))).unwrap();
    vec![
        decisions.submission(office),
        decisions.minutes(&[title], office),
        decisions.voting_sheet(office),
        decisions.candidates(office).unwrap(),
        decisions.for_subject("p09").notice(&critique, office).unwrap(),
        decisions.for_subject("p01").achievements(office),
        decisions.checklist(office),
        decisions.public_list(None, office).unwrap(),
    ]
}

fn written(paper: &Paper, lang: Lang, format: Format) -> String {
    paper.write(&Template::bundled(paper.kind(), lang).unwrap(), format).unwrap()
}

#[test]
fn papers_read_as_agreed() {
    let office = Office::parse(OFFICE, None).unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recognition/papers");
    let bless = std::env::var_os("THIDUA_BLESS").is_some();
    let papers = papers(&office);
    assert_eq!(papers.iter().map(Paper::kind).collect::<Vec<_>>(), PaperKind::ALL);
    for paper in &papers {
        for lang in [Lang::Vi, Lang::En] {
            let text = written(paper, lang, Format::Markdown);
            let file = folder.join(format!("{}.{}.md", paper.kind().name(), lang.code()));
            if bless {
                std::fs::write(&file, &text).unwrap();
            }
            let agreed = std::fs::read_to_string(&file).unwrap();
            assert_eq!(text, agreed, "{}", file.display());
            let page = written(paper, lang, Format::Html);
            assert!(page.starts_with(&format!("<!doctype html>\n<html lang=\"{}\">", lang.code())));
            for never in ["<script", "http:", "https:", "<b>Nam"] {
                assert!(!page.contains(never), "{} in {}", never, file.display());
            }
        }
    }
}

#[test]
fn without_an_office_what_it_would_say_is_left_blank() {
    for paper in &papers(&Office::parse("{names: {p02: Đỗ Ánh}}", None).unwrap()) {
        let text = written(paper, Lang::Vi, Format::Markdown);
        assert!(text.contains("………………"), "{}", paper.kind().name());
    }
}

#[test]
fn no_paper_leaves_words_that_lead_to_nothing() {
    let office = Office::parse(OFFICE, None).unwrap();
    let mut all = papers(&office);
    let decisions = decisions();
    let unvoted =
        case(&decisions, "unit-title", "desk").propose(act("secretary", "2026-12-20", "đủ điều kiện"));
    all.push(decisions.minutes(&[unvoted.unwrap()], &office));
    all.push(decisions.for_subject("desk").achievements(&office));
    for paper in &all {
        for lang in [Lang::Vi, Lang::En] {
            let text = written(paper, lang, Format::Markdown);
            for line in text.lines().filter(|line| !line.starts_with('|')) {
                let empty = [": .", ": ;", ":.", ":;", "()", " ,", " .", "  "];
                assert!(!empty.iter().any(|empty| line.contains(empty)), "{} {line:?}", paper.kind().name());
                assert!(!line.starts_with("- ") || !line.ends_with(':'), "{} {line:?}", paper.kind().name());
            }
        }
    }
}

#[test]
fn a_level_is_no_award() {
    let office = Office::parse(OFFICE, None).unwrap();
    let all = papers(&office);
    let text = |kind: PaperKind| {
        written(all.iter().find(|paper| paper.kind() == kind).unwrap(), Lang::Vi, Format::Markdown)
    };
    // p01 has a title and a form, and is one person; ratings stand apart, and are not put to the vote
    let submission = text(PaperKind::Submission);
    assert!(submission.contains("Đề nghị khen thưởng: 1 cá nhân, 2 tập thể."), "{submission}");
    assert!(submission.contains("### Xếp loại, đề nghị mức Hoàn thành xuất sắc nhiệm vụ: 2 trường hợp"));
    let sheet = text(PaperKind::VotingSheet);
    assert!(!sheet.contains("Xếp loại") && sheet.matches("Tỷ lệ phiếu đồng ý").count() == 1, "{sheet}");
}

#[test]
fn each_audience_is_told_its_own_and_no_more() {
    let office = Office::parse(OFFICE, None).unwrap();
    let all = papers(&office);
    let text = |kind: PaperKind| {
        written(all.iter().find(|paper| paper.kind() == kind).unwrap(), Lang::Vi, Format::Markdown)
    };
    let names: Vec<&str> =
        ["Trần Thị An", "Đỗ Ánh", "Nguyễn Văn Bình", "Lê Minh Châu", "Phạm Đức", "Vũ Thị Hoà", "Ngô Khánh"]
            .into();
    let told = |text: &str| names.iter().copied().filter(|name| text.contains(name)).collect::<Vec<_>>();
    // a notice is of its subject alone: not even who verified, nor a member, nor a rank
    assert_eq!(told(&text(PaperKind::Notice)), [""; 0]);
    assert_eq!(told(&text(PaperKind::Achievements)), ["Trần Thị An"]);
    // the public learns who was commended, by name; no pseudonym, no points
    let public = text(PaperKind::PublicList);
    assert_eq!(told(&public), ["Đỗ Ánh"]);
    for never in ["p01", "p02", "p09", "97,5", "95"] {
        assert!(!public.contains(never), "{never}");
    }
    // a vote is secret and by name: no points, no ranks
    let sheet = text(PaperKind::VotingSheet);
    assert!(!sheet.contains("97,5") && sheet.contains("☐"));
    let nameless = Office::parse("{agency: A}", None).unwrap();
    assert_eq!(decisions().public_list(None, &nameless).unwrap_err().code(), Code::NAME_NEEDED);
}

#[test]
fn a_units_notice_names_neither_its_head_nor_a_member() {
    let office = Office::parse(OFFICE, None).unwrap();
    let decisions = decisions();
    let title = case(&decisions, "unit-title", "desk")
        .propose(act("secretary", "2026-12-20", "đủ điều kiện"))
        .unwrap();
    let title = title.decide(act("director", "2026-12-22", "đồng ý"), "40/QĐ", Ruling::Confirmed).unwrap();
    let notice = decisions.for_subject("desk").notice(&title, &office).unwrap();
    let text = written(&notice, Lang::Vi, Format::Markdown);
    assert!(
        text.contains("Ban Thời sự") && text.contains("40/QĐ") && !text.contains("Trần Thị An"),
        "{text}"
    );
    assert!(text.contains("Còn 1 nội dung liên quan đến người khác"), "{text}");
}

#[test]
fn a_notice_follows_the_case() {
    let office = Office::parse(OFFICE, None).unwrap();
    let decisions = decisions();
    let own = decisions.for_subject("p09");
    let text = |case: &Case| written(&own.notice(case, &office).unwrap(), Lang::En, Format::Markdown);
    let days = Workdays::default();
    let draft = case(&decisions, "critique", "p09");
    let proposed = draft.propose(act("secretary", "2026-12-20", "late")).unwrap();
    assert_eq!(own.notice(&proposed, &office).unwrap_err().code(), Code::PAPER_NEEDS);
    let notified = proposed.notify(act("secretary", "2026-12-21", "by letter"), 5, &days).unwrap();
    assert!(text(&notified).contains("until 2026-12-28"));
    let replied = notified.reply(act("p09", "2026-12-23", "the server was down")).unwrap();
    assert!(text(&replied).contains("the server was down") && !text(&replied).contains("until 2026-12-28"));
    let decided =
        replied.decide(act("director", "2026-12-24", "not reported"), "41/QĐ", Ruling::Confirmed).unwrap();
    assert!(
        text(&decided).contains("Decision no. 41/QĐ of 2026-12-24 by Nguyễn Văn Minh: confirmed as proposed")
    );
    let appealed = decided.appeal(act("p09", "2026-12-25", "see the log"), 10, &days).unwrap();
    assert!(text(&appealed).contains("an answer is due by **2027-01-08**"));
    let reversed = appealed.reverse(act("board", "2026-12-28", "the log proves it"), "42/QĐ").unwrap();
    assert!(text(&reversed).contains("the decision does not stand"));
    // until it is appealed, or over, the notice tells of the right to appeal; then of how it ended
    assert!(
        text(&decided).contains("### The right to appeal")
            && !text(&appealed).contains("### The right to appeal")
    );
    let revoked = decided.revoke(act("board", "2026-12-28", "a forged file"), "43/QĐ").unwrap();
    assert!(
        text(&revoked).contains("the decision is taken back. Reason: a forged file."),
        "{}",
        text(&revoked)
    );
    assert!(
        text(&revoked).contains("Decision no. 43/QĐ.") && !text(&revoked).contains("### The right to appeal")
    );
    let expired = decided.expire(act("secretary", "2027-12-28", "a year passed")).unwrap();
    assert!(text(&expired).contains("the decision ran out") && !text(&expired).contains("Decision no. ."));
    // of another's case nothing is told
    let others = decisions.for_subject("p01").notice(&reversed, &office);
    assert_eq!(others.unwrap_err().code(), Code::PAPER_NEEDS);
}

#[test]
fn a_template_of_ones_own_and_its_mistakes() {
    let office = Office::parse(OFFICE, None).unwrap();
    let paper = decisions().public_list(None, &office).unwrap();
    let read = |text: &str| Template::parse(PaperKind::PublicList, Lang::Vi, text, Some("own.txt"));
    let own = read("# {policy}\n{#awards}\n{#people}\n- {no}. **{name}**, {award}\n{/people}\n{/awards}\n")
        .unwrap();
    let text = paper.write(&own, Format::Markdown).unwrap();
    assert_eq!(text, "# Thi đua của toà soạn năm 2026\n\n- 1. **Đỗ Ánh**, Chiến sĩ thi đua cơ sở\n");
    for (text, code, at) in [
        ("# {policies}", Code::PAPER_FIELD, Some((1, 3))),
        ("{#awards}\n{points}\n{/awards}", Code::PAPER_FIELD, Some((2, 1))),
        ("{#award}\n{/award}", Code::PAPER_FIELD, Some((1, 1))),
        ("{#people}\n{/people}", Code::PAPER_FIELD, Some((1, 1))),
        ("a {policy", Code::PAPER_SYNTAX, Some((1, 3))),
        ("{#awards}\n", Code::PAPER_SYNTAX, None),
        ("{/awards}\n", Code::PAPER_SYNTAX, Some((1, 1))),
        ("> one column", Code::PAPER_SYNTAX, Some((1, 1))),
        (&"x".repeat(70_000), Code::TOO_LARGE, None),
    ] {
        let error = read(text).unwrap_err();
        let first = error.first();
        assert_eq!((error.code(), first.line().zip(first.column())), (code, at), "{error}");
    }
    let meant = read("# {policies}").unwrap_err();
    assert!(meant.help(Lang::En).starts_with("did you mean `policy`?"), "{meant}");
    let other = Template::bundled(PaperKind::Notice, Lang::Vi).unwrap();
    assert_eq!(paper.write(&other, Format::Html).unwrap_err().code(), Code::PAPER_KIND);
}
