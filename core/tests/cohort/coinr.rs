//! The tables of COINr as a pack: what is read, and what is refused with its place.

use thidua::cohort::Coinr;
use thidua::{Code, CohortFramework};

const META: &str = "Level,iCode,iName,Parent,Weight,Direction,Type,Unit,Target,Denominator
1,lines,\"Lines, \"\"fixed\"\"\",access,1,1,Indicator,Thousand,4.5e-01,people
1,price,Price,access,0.3,-1,Indicator,NA,,
2,access,Access,top,2,1,Aggregate,Score,,
1,trust,Trust,top,1,1,Indicator,,,
3,top,Whole,NA,1,1,Aggregate,,,
NA,people,People,NA,NA,NA,Denominator,,,
NA,region,Region,NA,NA,NA,Group,,,
";

const DATA: &str = "uName,uCode,Time,region,people,lines,price,trust
Anna,a,2020,East,10,10,4,1
Bert,b,2020,West,20,30,8,NA
Cleo,c,2020,East,10,20,6,4
Anna,a,2018,East,10,5,4,2
Bert,b,2018,West,20,10,9,3
";

#[test]
fn a_panel_of_two_years() {
    let coinr = Coinr::read(META, DATA).unwrap();
    let framework = CohortFramework::parse(coinr.pack(), Some("top.json")).unwrap();
    assert_eq!((framework.id(), framework.edition()), ("top", "1"));
    assert!(coinr.pack().contains("\"target\": \"0.45\"") && coinr.pack().contains("\"weight\": \"0.3\""));
    let times: Vec<&str> = coinr.times().map(|(time, _)| time).collect();
    assert_eq!(times, ["2018", "2020"]);
    // each year by itself; and a figure carried forward from the year before
    let carried = framework
        .changed("/stages", "[denominate, {impute: {last: {}}}, {normalise: {min_max: {to: 100}}}]")
        .unwrap();
    let index = carried.index(coinr.table()).unwrap();
    assert_eq!(index.stage("impute", "trust").unwrap()[1].map(|value| value.get()), Some(3.0));
    let weights = index.weights("access").unwrap();
    assert!((weights[1].1.get() - 0.3 / 1.3).abs() < 1e-15);
    // a part that is missing is passed over, as the package does
    let index = framework.index(coinr.table()).unwrap();
    assert!(index.score("top", "b").unwrap().is_some());
}

#[test]
fn what_is_refused() {
    let meta = |from: &str, to: &str| META.replacen(from, to, 1);
    for (meta, data, code, pointer) in [
        (meta("iCode", "code"), DATA.to_owned(), Code::MISSING_FIELD, "/iMeta"),
        (meta("-1,Indicator", "-2,Indicator"), DATA.to_owned(), Code::UNKNOWN_CHOICE, "/iMeta/1/Direction"),
        (meta("Group", "Grope"), DATA.to_owned(), Code::UNKNOWN_CHOICE, "/iMeta/6/Type"),
        (meta("4.5e-01", "much"), DATA.to_owned(), Code::BAD_NUMBER, "/iMeta/0/Target"),
        (meta("1,price", "1,lines"), DATA.to_owned(), Code::DUPLICATE_ID, "/iMeta/1/iCode"),
        (meta("Trust,top", "Trust,tip"), DATA.to_owned(), Code::UNKNOWN_NODE, "/iMeta/3/Parent"),
        (meta("Access,top", "Access,NA"), DATA.to_owned(), Code::LENGTH_MISMATCH, "/iMeta"),
        (meta("Access,top", "Access,access"), DATA.to_owned(), Code::CIRCLE, "/iMeta/0/Parent"),
        (META.to_owned(), DATA.replace("trust", "truth"), Code::UNKNOWN_COLUMN, "/iData"),
        (META.to_owned(), DATA.replace("people", "heads"), Code::UNKNOWN_COLUMN, "/iData"),
        (META.to_owned(), DATA.replace("uCode", "code"), Code::MISSING_FIELD, "/iData"),
        (META.to_owned(), DATA.replace("2018", "then"), Code::BAD_NUMBER, "/iData/3/Time"),
        (META.to_owned(), DATA.replace("Bert,b,2018", "Bert,a,2018"), Code::DUPLICATE_ID, "/iData/1/uCode"),
        (META.to_owned(), "uCode,\"lines\n".to_owned(), Code::SYNTAX, "/iData"),
        (String::new(), DATA.to_owned(), Code::EMPTY, "/iMeta"),
    ] {
        let error = Coinr::read(&meta, &data).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{error}");
    }
    let deep: String = (0..100).map(|at| format!("1,n{at},,n{},1,1,Aggregate,,,\n", at + 1)).collect();
    let head = META.lines().next().unwrap();
    let meta = format!("{head}\n1,n100,,,1,1,Aggregate,,,\n{deep}1,x,,n0,1,1,Indicator,,,\n");
    assert_eq!(Coinr::read(&meta, "uCode,x\na,1\n").unwrap_err().code(), Code::TOO_LARGE);
}
