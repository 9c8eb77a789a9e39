//! An index in sentences: a subject's score from its figures, and the page that justifies the whole.

use thidua::cohort::{Evidence, Index, Shown, Uncertainty};
use thidua::{Code, Lang};

use super::asem;
use super::packs::{numbers, pack};

const BODY: &str = "note: \"How provinces serve online\"
publish: {places: 1, rounding: half_up, ranks_on: full}
levels:
  - {id: low, label: {vi: Thấp, en: Low}, from: 0, cite: s}
  - {id: high, label: {vi: Cao, en: High}, from: 60, cite: s}
stages: [denominate, {impute: {median: {}}}, {treat: same}, {normalise: {min_max: {to: 100}}}]
index:
  id: top
  label: {vi: Phục vụ, en: Service}
  cite: s
  aggregate: arithmetic
  children:
    - id: means
      label: {vi: Phương tiện, en: Means}
      weight: 3
      aggregate: geometric
      round: {places: 1, rounding: half_up}
      children:
        - {id: lines, label: {vi: Thuê bao, en: Lines}, per: people, times: 1000, normalise: {goalposts: {from: 0, to: 500, cap: both, whole: 100}}}
        - {id: sites, label: {vi: Trang, en: Sites}, treat: {fixed: {at_most: 8}}, normalise: {goalposts: {from: 0, to: 10, whole: 100}}}
    - {id: price, label: {vi: Giá, en: Price}, direction: lower}
";

fn index() -> Index {
    let table = numbers(
        &["An Giang", "Bắc Ninh", "Cà Mau", "Đà Nẵng"],
        &[
            ("lines", &[30.0, 80.0, 20.0, 55.0]),
            ("people", &[100.0, 100.0, 80.0, 100.0]),
            ("sites", &[4.0, 9.0, 5.0, 7.0]),
        ],
    );
    let table = table.numbers("price", &[Some(4.0), Some(2.0), None, Some(3.0)]).unwrap();
    pack(BODY).unwrap().index(&table).unwrap()
}

#[test]
fn every_stage_of_a_figure_is_told() {
    let index = index();
    let told = |subject: &str, lang| index.explain(subject).unwrap().render(lang);
    let english = told("Bắc Ninh", Lang::En);
    for line in [
        "Bắc Ninh: ",
        "rank 1 of 4",
        "level High",
        "given: 80 (column lines)",
        "after `denominate` (÷ people, × 1000): 800",
        "it lies beyond what counts, and is brought back",
        "given: 9 (column sites)",
        "after the treatment of outliers (`bounds`): 8",
        "`min_max` makes it 100",
        "lower figures are better",
        "`arithmetic` of 2 parts, weights from `given`",
        "`geometric` of 2 parts",
        "rounded to 1 place before it goes on",
        "best placed at:",
        "worst placed at:",
    ] {
        assert!(english.contains(line), "{line} in\n{english}");
    }
    let vietnamese = told("Cà Mau", Lang::Vi);
    for line in [
        "không có số liệu ở cột price",
        "thay cho số thiếu bằng `median`: 3",
        "hạng ",
        "mức Thấp",
        "số thấp là tốt",
        "250",
    ] {
        assert!(vietnamese.contains(line), "{line} in\n{vietnamese}");
    }
    // the same in every form, and nothing is said of anybody else
    let explanation = index.explain("Cà Mau").unwrap();
    assert!(explanation.markdown(Lang::En).contains("**") && explanation.html(Lang::Vi).contains("<table"));
    let json: serde_json::Value = serde_json::from_str(&explanation.json(Lang::En)).unwrap();
    assert_eq!(json["root"]["id"], "top");
    assert_eq!(json["root"]["children"][0]["children"].as_array().unwrap().len(), 2);
    assert!(!explanation.render(Lang::En).contains("Bắc Ninh"));
    assert_eq!(index.explain("Ca Mau").unwrap_err().code(), Code::UNKNOWN_SUBJECT);
}

/// Of every country in every language, and of one without a score.
#[test]
fn every_subject_can_be_told_of() {
    let Some(index) = asem::index() else { return };
    for country in index.subjects() {
        let told = index.explain(country).unwrap();
        assert!(
            told.render(Lang::Vi).contains(country.as_str()) && told.html_fragment(Lang::En).len() > 10_000
        );
    }
    let swiss = index.explain("CHE").unwrap().render(Lang::En);
    assert!(swiss.contains("CHE: 68.38, rank 1 of 51"), "{swiss}");
    let missing = pack(&BODY.replace("{impute: {median: {}}}, ", "")).unwrap();
    let table =
        numbers(&["a", "b"], &[("lines", &[1.0, 2.0]), ("people", &[1.0, 1.0]), ("sites", &[1.0, 2.0])]);
    let table = table.numbers("price", &[Some(1.0), None]).unwrap();
    // one figure has no range of its own
    let framework = missing
        .changed("/stages", "[denominate, {treat: {fixed: {at_most: 8}}}, {normalise: {rank: {}}}]")
        .unwrap();
    let index = framework.index(&table).unwrap();
    let told = index.explain("b").unwrap().render(Lang::En);
    assert!(told.contains("b: no score, because figures are missing: price"), "{told}");
    assert!(
        told.contains("no figure is given in the column price")
            && told.contains("too few parts are there: 1 of 2"),
        "{told}"
    );
}

#[test]
fn nodes_used_again_are_told_once() {
    let body = "publish: {places: 2, rounding: half_up, ranks_on: full}\nindex: {id: top, label: {vi: t, en: t}, cite: s, aggregate: ratio, zeroed_by: [x], children: [{id: one, label: {vi: o, en: One}, aggregate: sum, children: [{id: x, label: {vi: x, en: x}}, {id: two, constant: 2}]}, {id: other, label: {vi: p, en: Other}, aggregate: sum, children: [{use: x}, {use: two}]}]}";
    let index = pack(body).unwrap().index(&numbers(&["a"], &[("x", &[0.0])])).unwrap();
    let told = index.explain("a").unwrap().render(Lang::En);
    assert_eq!(told.matches("used here once more").count(), 2, "{told}");
    assert!(
        told.contains("0, because a part that makes it so is 0") && told.contains("a number of the pack"),
        "{told}"
    );
}

#[test]
fn a_page_for_the_readers() {
    let index = index();
    let page = index.justification(&Evidence::default()).unwrap().render(Lang::En);
    for line in [
        "4 subjects by 3 indicators",
        "what the pack says of itself: How provinces serve online",
        "weights of 2 groups come from `given`",
        "how sure the ranks are was not evaluated",
        "1 of 12 figures are missing",
        "1 of them have a stand-in by `median`",
        "What indicators weigh, and what they account for",
        "The ten steps of the OECD and JRC handbook",
        "10 presentation",
    ] {
        assert!(page.contains(line), "{line} in\n{page}");
    }
    // nothing is derived step by step, so no such part is shown
    assert!(!page.contains("How the score comes about"));
    let vietnamese = index.justification(&Evidence::default()).unwrap();
    assert!(
        vietnamese.markdown(Lang::Vi).contains("chưa đánh giá mức chắc chắn")
            && vietnamese.html(Lang::Vi).contains("Mười bước")
    );
    let json: serde_json::Value = serde_json::from_str(&vietnamese.json(Lang::En)).unwrap();
    assert!(json["root"].is_null() && json["tables"].as_array().unwrap().len() == 3);
}

#[test]
fn ten_steps_and_their_evidence() {
    let index = index();
    let plan = Uncertainty::parse("{replicates: 50, seed: 1, factors: [{id: weights, weights: {noise: 0.5}}, {id: mean, at: [means], aggregate: [geometric, arithmetic]}]}", None).unwrap();
    let (certainty, sensitivity) =
        (index.uncertainty(&plan, None).unwrap(), index.sensitivity(&plan, None).unwrap());
    let others =
        numbers(&["An Giang", "Bắc Ninh", "Cà Mau", "Đà Nẵng"], &[("income", &[1.0, 4.0, 2.0, 3.0])]);
    let bare = index.checklist(&Evidence::default()).unwrap();
    let full = index
        .checklist(&Evidence::default().certainty(&certainty).sensitivity(&sensitivity).others(&others))
        .unwrap();
    assert_eq!((bare.len(), full.len()), (10, 10));
    let shown = |steps: &[thidua::cohort::ChecklistStep], code: &str| {
        steps.iter().find(|step| step.code() == code).unwrap().shown()
    };
    assert_eq!((shown(&bare, "step-robustness"), shown(&full, "step-robustness")), (Shown::No, Shown::Yes));
    assert_eq!((shown(&bare, "step-links"), shown(&full, "step-links")), (Shown::No, Shown::Yes));
    assert_eq!(
        shown(&index.checklist(&Evidence::default().certainty(&certainty)).unwrap(), "step-robustness"),
        Shown::Partly
    );
    // no indicator names a source of its own; one figure was missing and has a stand-in
    assert_eq!((shown(&full, "step-data"), shown(&full, "step-imputation")), (Shown::Partly, Shown::Yes));
    let said =
        |code: &str, lang| full.iter().find(|step| step.code() == code).unwrap().evidence(lang).join("\n");
    assert!(
        said("step-links", Lang::En).contains("correlation with income is 0."),
        "{}",
        said("step-links", Lang::En)
    );
    assert!(
        said("step-robustness", Lang::Vi).contains("qua 50 lần tính lại"),
        "{}",
        said("step-robustness", Lang::Vi)
    );
    assert_eq!(full[0].name(Lang::Vi), "1 khung lý thuyết");
    // without a note nobody knows what it is for
    let silent = pack(BODY.split_once('\n').unwrap().1).unwrap();
    let table = numbers(
        &["a", "b"],
        &[("lines", &[1.0, 2.0]), ("people", &[1.0, 1.0]), ("sites", &[1.0, 2.0]), ("price", &[1.0, 2.0])],
    );
    let steps = silent.index(&table).unwrap().checklist(&Evidence::default()).unwrap();
    assert_eq!(
        (shown(&steps, "step-framework"), shown(&steps, "step-imputation")),
        (Shown::Partly, Shown::Yes)
    );
}
