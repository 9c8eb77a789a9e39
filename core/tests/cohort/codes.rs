//! Every code of indices is raised by something that is wrong.

use thidua::cohort::{Csv, Table, Uncertainty};
use thidua::{Code, Error, Lang};

use super::packs::{numbers, pack};

const PUBLISH: &str = "publish: {places: 1, rounding: half_up, ranks_on: full}\n";

fn leaf(id: &str, more: &str) -> String {
    format!("{{id: {id}, label: {{vi: {id}, en: {id}}}{more}}}")
}

fn body(stages: &str, aggregate: &str, children: &[String]) -> String {
    format!(
        "{PUBLISH}{stages}index: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: {aggregate}, children: [{}]}}",
        children.join(", ")
    )
}

fn raised<T>(result: Result<T, Error>) -> Code {
    let error = result.map(|_| ()).unwrap_err();
    in_vietnamese(&error);
    error.code()
}

/// What a Vietnamese reader is told holds no English but what stands between backticks.
pub fn in_vietnamese(error: &Error) {
    const ENGLISH: [&str; 15] = [
        "an", "the", "of", "not", "or", "and", "with", "that", "number", "numbers", "is", "are", "than",
        "all", "has",
    ];
    // codes stand between brackets
    let told = error.render(Lang::Vi);
    let plain: String =
        told.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
    let unquoted: String = plain.split('`').step_by(2).collect();
    let english = unquoted.split(|c: char| !c.is_alphabetic()).find(|word| ENGLISH.contains(word));
    assert_eq!(english, None, "{told}");
}

#[test]
fn wrong_packs() {
    let two = || [leaf("x", ""), leaf("v", "")];
    for (body, code, pointer) in [
        (body("", "arithmetic", &[leaf("x", ", treat: {logarithm: {}}")]), Code::STAGE_MISSING, "/stages"),
        (
            body("", "arithmetic", &[leaf("x", ", available: {at_least: 1}")]),
            Code::MISPLACED_FIELD,
            "/index/children/0/available",
        ),
        (body("", "arithmetic", &[leaf("x", ""), leaf("x", "")]), Code::DUPLICATE_ID, "/index/children/1/id"),
        (body("", "arithmetic", &["{use: z}".to_owned()]), Code::UNKNOWN_NODE, "/index/children/0/use"),
        (body("", "arithmetic", &["{use: top}".to_owned()]), Code::CIRCLE, "/index"),
        (body("", "ratio", &[leaf("x", "")]), Code::LENGTH_MISMATCH, "/index/aggregate"),
        (body("", "{power: {exponent: 0}}", &two()), Code::OUT_OF_BOUNDS, "/index/aggregate/exponent"),
        (body("", "arithmetic", &[leaf("x", ", weight: -1")]), Code::OUT_OF_BOUNDS, "/index"),
        (
            body(
                "",
                "arithmetic",
                &[leaf("x", ", direction: lower, normalise: {goalposts: {from: 0, to: 1}}")],
            ),
            Code::OUT_OF_BOUNDS,
            "/index/children/0/normalise/goalposts/from",
        ),
        (body("stages: [denominate, denominate]\n", "arithmetic", &two()), Code::DUPLICATE_ID, "/stages/1"),
        (
            body("stages: [{screen: {subjects: 1.5}}]\n", "arithmetic", &two()),
            Code::OUT_OF_BOUNDS,
            "/stages/0/screen/subjects",
        ),
        (
            body("stages: [{normalise: {nothing: {}}}]\n", "arithmetic", &two()),
            Code::UNKNOWN_CHOICE,
            "/stages/0/normalise",
        ),
        (
            body("", "arithmetic", &[leaf("x", ", wieght: 1")]),
            Code::UNKNOWN_FIELD,
            "/index/children/0/wieght",
        ),
    ] {
        let error = pack(&body).map(|_| ()).unwrap_err();
        in_vietnamese(&error);
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{body}\n{error}");
        assert!(error.first().line().is_some(), "{error}");
    }
}

#[test]
fn wrong_figures() {
    let table = || {
        numbers(
            &["a", "b", "c"],
            &[("x", &[1.0, 2.0, 3.0]), ("v", &[4.0, 4.0, 4.0]), ("z", &[0.0, 1.0, 2.0])],
        )
    };
    let run = |body: String| pack(&body).unwrap().index(&table());
    assert_eq!(raised(run(body("", "arithmetic", &[leaf("w", "")]))), Code::UNKNOWN_COLUMN);
    let constant = run(body("stages: [{normalise: {min_max: {}}}]\n", "arithmetic", &[leaf("v", "")]))
        .map(|_| ())
        .unwrap_err();
    assert_eq!((constant.code(), constant.pointer()), (Code::DEGENERATE, "/v"));
    assert!(constant.first().message(thidua::Lang::Vi).contains("mọi số liệu như nhau"), "{constant}");
    assert_eq!(
        raised(run(body("stages: [denominate]\n", "arithmetic", &[leaf("x", ", per: z")]))),
        Code::DEGENERATE
    );
    assert_eq!(raised(run(body("", "geometric", &[leaf("x", ""), leaf("z", "")]))), Code::NOT_POSITIVE);
    let index =
        run(body("", "{geometric: {not_positive: undetermined}}", &[leaf("x", ""), leaf("z", "")])).unwrap();
    assert_eq!(index.score("top", "a").unwrap(), None);
    assert_eq!(raised(index.score("top", "d")), Code::UNKNOWN_SUBJECT);
    assert_eq!(raised(index.score("tip", "a")), Code::UNKNOWN_NODE);
    assert_eq!(raised(index.stage("later", "x")), Code::UNKNOWN_CHOICE);
    let torn = "{ahp: {compare: [{of: x, over: v, times: 9}, {of: v, over: z, times: 9}, {of: z, over: x, times: 9}], most_inconsistent: 0.1}}";
    let weighed = body("", "arithmetic", &[leaf("x", ""), leaf("v", ""), leaf("z", "")])
        .replace("aggregate: arithmetic", &format!("aggregate: arithmetic, weigh: {torn}"));
    assert_eq!(raised(run(weighed)), Code::INCONSISTENT);
    let frozen =
        pack(&body("", "copeland", &[leaf("x", ""), leaf("z", "")])).unwrap().freeze(&table(), None).unwrap();
    assert_eq!(raised(frozen.index(&table())), Code::NEEDS_COHORT);
    let nothing = Table::new(["a", "b"]).unwrap().numbers("x", &[None, None]).unwrap();
    let empty = pack(&body("stages: [{normalise: {z_score: {}}}]\n", "arithmetic", &[leaf("x", "")]))
        .unwrap()
        .index(&nothing);
    assert_eq!(raised(empty), Code::DEGENERATE);
    let rows = [vec!["id".to_owned(), "x".to_owned()], vec!["a".to_owned(), "1,5".to_owned()]];
    let table = Table::from_rows(&rows, &Csv::subject("id")).unwrap();
    let bad = pack(&body("", "arithmetic", &[leaf("x", "")])).unwrap().index(&table).map(|_| ()).unwrap_err();
    in_vietnamese(&bad);
    assert_eq!((bad.code(), bad.pointer(), bad.first().suggestion()), (Code::BAD_CELL, "/0/x", Some("1.5")));
    assert_eq!(raised(Table::from_rows(&rows, &Csv::subject("name"))), Code::MISSING_FIELD);
}

/// Whatever is wrong with a cell of comma-separated values is told by file, line and column, and by the names of subject and column.
#[test]
fn cells_that_are_wrong_say_where_they_stand() {
    let text = "\u{feff}id,x\n\na,1\n\"b, the\nsecond\",\"2,5\"\nc,..\nd,3\n";
    let how = || Csv::subject("id").file("figures.csv");
    let framework = pack(&body("", "arithmetic", &[leaf("x", "")])).unwrap();
    let error = framework.index(&Table::from_csv(text, &how()).unwrap()).unwrap_err();
    let told: Vec<String> = error.diagnostics().map(|one| one.render(Lang::En)).collect();
    assert!(told[0].starts_with("figures.csv:5:9 /1/x: [bad-cell] `2,5` is no number, and stands for `b, the\nsecond` in the column `x` — help: did you mean `2.5`?"), "{told:?}");
    assert!(told[1].starts_with("figures.csv:6:3 /2/x: [bad-cell] `..` is no number"), "{told:?}");
    in_vietnamese(&error);
    let missing = Table::from_csv(text, &how().missing(&["..", "2,5"])).unwrap();
    assert_eq!(framework.index(&missing).unwrap().missing("top", "c").unwrap(), ["x"]);
    for (text, code, place) in [
        ("id,x\na,1\na,2\n", Code::DUPLICATE_ID, (3, 1, "/1/id")),
        ("x,id\n1,a\n2, \n", Code::NO_NAME, (3, 3, "/1/id")),
        ("id,x\na,1,2\n", Code::ROW_WIDTH, (2, 1, "/0")),
        ("id,x,x\na,1,2\n", Code::DUPLICATE_KEY, (1, 6, "/x")),
        ("name,x\na,1\n", Code::MISSING_FIELD, (1, 1, "")),
        ("id,x\na,\"1\n", Code::SYNTAX, (2, 3, "")),
    ] {
        let error = Table::from_csv(text, &how()).unwrap_err();
        let one = error.first();
        let found = (one.line().unwrap(), one.column().unwrap(), one.pointer());
        assert_eq!((one.code(), found, one.file()), (code, place, Some("figures.csv")), "{error}");
    }
    // subjects that were picked stand in other rows
    let picked = Table::from_csv("id,x\na,1\nb,?\n", &how()).unwrap().only(|own| own == "b");
    assert_eq!(framework.index(&picked).unwrap_err().pointer(), "/x/b");
}

#[test]
fn a_factor_without_effect_is_named() {
    let index = pack(&body("", "arithmetic", &[leaf("x", ""), leaf("v", "")])).unwrap();
    let index = index.index(&numbers(&["a", "b"], &[("x", &[1.0, 2.0]), ("v", &[2.0, 1.0])])).unwrap();
    for factor in [
        "normalise: [{min_max: {}}, {z_score: {}}]",
        "weights: {noise: 0.5}, at: [top]",
        "aggregate: [arithmetic]",
    ] {
        let plan = format!("{{replicates: 10, seed: 1, factors: [{{id: f, {factor}}}]}}");
        let plan = Uncertainty::parse(&plan, None).unwrap();
        let outcome = index.uncertainty(&plan, None);
        if factor.starts_with("weights") {
            assert!(outcome.is_ok());
        } else {
            let error = outcome.unwrap_err();
            assert_eq!((error.code(), error.pointer()), (Code::NO_EFFECT, "/factors/0"));
            assert!(error.first().args().iter().any(|(_, value)| value == "f"));
        }
    }
    for (plan, code) in [
        ("{replicates: 1, seed: 1, factors: [{id: f, weights: simplex}]}", Code::OUT_OF_BOUNDS),
        ("{replicates: 9, seed: 1, factors: []}", Code::EMPTY),
        ("{replicates: 9, seed: 1, factors: [{id: f}]}", Code::ONE_OF),
        ("{replicates: 9, seed: 1, factors: [{id: f, weights: {noise: 2}}]}", Code::OUT_OF_BOUNDS),
    ] {
        assert_eq!(raised(Uncertainty::parse(plan, None)), code, "{plan}");
    }
}
