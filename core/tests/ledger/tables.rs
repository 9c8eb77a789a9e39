//! Ledgers from comma-separated values.

use std::path::Path;

use thidua::ledger::{OnBad, ReadOptions, Undisclosed};
use thidua::{Code, Ledger, Roster};

use super::{in_vietnamese, setting_aside, told, told_by};

const TABLE: &str = "\u{feff}id,on,from,until,recorded,kind,to,role,share,position,achievement,verified_by,reported_by,status,corrects,collection,note,evidence,quantity:words,attribute:desk\r\n\
c1,2025-03-04,,,2025-03-05,story,p,author,1/3,1,big,v,,,,,\"a \"\"note\"\",\nof two lines\",doc 7,0.50,web\r\n\
c2,,2025-03-01,2025-03-02,,story,p,,,,,,w,disputed,c1,,,,,\r\n\
c1,2025-03-04,,,2025-03-05,story,q,editor,2/3,2,big,v,,verified,,,\"a \"\"note\"\",\nof two lines\",doc 7,0.5,web\r\n";

const LINES: &str = r#"
{"contribution": {"id": "c2", "over": {"from": "2025-03-01", "until": "2025-03-02"}, "kind": "story", "credits": [{"to": "p"}], "reported_by": "w", "status": "disputed", "corrects": "c1"}}
{"contribution": {"id": "c1", "on": "2025-03-04", "recorded": "2025-03-05", "kind": "story", "credits": [{"to": "q", "role": "editor", "share": "2/3", "position": 2}, {"to": "p", "role": "author", "share": "1/3", "position": 1}], "quantities": {"words": "0.5"}, "attributes": {"desk": "web"}, "achievement": "big", "evidence": [{"ref": "doc 7"}], "verified_by": "v", "note": "a \"note\",\nof two lines"}}
"#;

#[test]
fn a_table_says_the_same_as_lines() {
    let table = TABLE.replace(",verified,", ",,");
    let (table, lines) =
        (Ledger::parse_csv(&table, None, &told()).unwrap(), Ledger::parse(LINES, None, &told()).unwrap());
    assert_eq!(table.to_json(), lines.to_json());
    assert_eq!((table.contributions(), table.credits()), (2, 3));
}

#[test]
fn rows_of_one_contribution_that_disagree() {
    let error = Ledger::parse_csv(TABLE, Some("t.csv"), &told()).unwrap_err();
    let first = error.first();
    assert_eq!(
        (first.code(), first.pointer(), first.file()),
        (Code::ROWS_DISAGREE, "/status", Some("t.csv"))
    );
    assert_eq!((first.line(), first.column()), (Some(5), Some(56)));
    let ledger = Ledger::parse_csv(TABLE, None, &setting_aside()).unwrap();
    let aside: Vec<_> =
        ledger.set_aside().listed().iter().map(|one| (one.code(), one.line(), one.pointer())).collect();
    assert_eq!(aside, [(Code::ROWS_DISAGREE, Some(5), "/status"), (Code::ROW_SPOILT, Some(2), "/id")]);
    assert_eq!((ledger.contributions(), ledger.set_aside().count()), (1, 2));
}

#[test]
fn each_mistake_has_its_cell() {
    let base = "event,on,kind,who,share,quantity:n\ne1,2025-03-04,fix,p,1/2,1\ne1,2025-03-04,fix,q,1/2,1\ne2,2025-03-05,fix,q,,\n";
    let options = told().column("event", "id").column("who", "to");
    assert_eq!(Ledger::parse_csv(base, None, &options).unwrap().contributions(), 2);
    for (from, to, code, pointer, place, spoilt) in [
        ("e1,2025-03-04", "e1,2025-3-4", Code::BAD_DATE, "/on", "2025-3-4", 2),
        ("fix,p,", "fix,,", Code::MISSING_FIELD, "/who", ",1/2,1", 2),
        ("fix,p,", ",p,", Code::MISSING_FIELD, "/kind", ",p,1/2", 2),
        ("e2,", ",", Code::MISSING_FIELD, "/event", ",2025-03-05", 1),
        ("e2,", "e 2,", Code::BAD_ID, "/event", "e 2", 1),
        ("1/2,1\ne2", "1/3,1\ne2", Code::SHARES_SUM, "/share", "1/2,1", 2),
        ("1/2,1\ne2", "0,1\ne2", Code::OUT_OF_BOUNDS, "/share", "0,1", 2),
        ("q,1/2,1", "p,1/2,1", Code::CREDITED_TWICE, "/who", "p,1/2,1", 2),
        ("q,1/2,1", "q,,1", Code::SHARES_PARTLY, "/who", "q,,1", 2),
        ("q,,", "q,,-1", Code::OUT_OF_BOUNDS, "/quantity:n", "-1", 1),
        ("q,,", "q,,1e3", Code::BAD_NUMBER, "/quantity:n", "1e3", 1),
        ("q,1/2,1", "q,1/2,2", Code::ROWS_DISAGREE, "/quantity:n", "2", 2),
        ("q,,", "q,", Code::ROW_WIDTH, "", "e2,", 1),
        ("fix,q,,", "\"f\"ix,q,,", Code::SYNTAX, "", "ix,", 1),
        ("fix,q,,", "\"fix,q,,", Code::SYNTAX, "", "\"fix", 1),
    ] {
        assert!(base.contains(from), "{from}");
        let text = base.replacen(from, to, 1);
        let error = Ledger::parse_csv(&text, None, &options).unwrap_err();
        in_vietnamese(&error);
        let told = told_by(&text, &error);
        assert_eq!((told[0].0, told[0].1.as_str(), told.len()), (code.as_str(), pointer, 1), "{error}");
        let start: String = place.chars().take(12).collect();
        assert!(told[0].2.starts_with(&start), "{error}: {}", told[0].2);
        let aside = Ledger::parse_csv(&text, None, &options.clone().on_bad(OnBad::SetAside)).unwrap();
        assert_eq!(aside.set_aside().count(), spoilt, "{error}");
        assert_eq!(u64::try_from(aside.credits()).unwrap() + spoilt, 3, "{error}");
    }
}

#[test]
fn a_contribution_that_is_refused_takes_all_its_rows_along() {
    let text = "id,on,kind,to\na,2019-01-01,fix,p\nb,2025-01-01,fix,p\na,2019-01-01,fix,q\n";
    let ledger = Ledger::parse_csv(text, None, &setting_aside()).unwrap();
    let aside: Vec<_> = ledger.set_aside().listed().iter().map(|one| (one.code(), one.line())).collect();
    assert_eq!(aside, [(Code::NOT_DISCLOSED, Some(2)), (Code::ROW_SPOILT, Some(4))]);
    assert_eq!((ledger.set_aside().count(), ledger.contributions()), (2, 1));
    let error = Ledger::parse_csv(text, None, &told()).unwrap_err();
    assert_eq!(error.diagnostics().count(), 1);
}

#[test]
fn every_column_is_known_named_or_left() {
    let refused = |header: &str, options: ReadOptions| {
        let error = Ledger::parse_csv(&format!("{header}\n"), None, &options).unwrap_err();
        let first = error.first();
        let suggestion = first.suggestion().map(str::to_owned);
        (first.code(), first.line().zip(first.column()), suggestion)
    };
    let at = |column| Some((1, column));
    let meant = |text: &str| Some(text.to_owned());
    let default = ReadOptions::default;
    assert_eq!(refused("id,on,kind,to,shar", default()), (Code::UNKNOWN_FIELD, at(15), meant("share")));
    assert_eq!(refused("id,on,kind", default()), (Code::MISSING_FIELD, at(1), None));
    assert_eq!(refused("id,on,kind,to,on", default()), (Code::DUPLICATE_KEY, at(15), None));
    assert_eq!(refused("id,on,kind,to,x", default().column("x", "on")), (Code::DUPLICATE_KEY, at(15), None));
    assert_eq!(refused("id,on,kind,to,x", default().column("x", "atribute:y")).0, Code::UNKNOWN_FIELD);
    assert_eq!(refused("id,on,kind,to,quantity:", default()).0, Code::BAD_ID);
    assert_eq!(
        refused("id,on,kind,to", default().leave_column("knid")),
        (Code::MISSING_FIELD, at(1), meant("kind"))
    );
    let wide = format!("id,on,kind,to{}", (0..1000).map(|n| format!(",quantity:{n}")).collect::<String>());
    assert_eq!(refused(&wide, default()).0, Code::TOO_LARGE);
    assert_eq!(refused("", default()), (Code::SYNTAX, at(1), None));
    assert_eq!(Ledger::parse_csv("id,on,kind,to", None, &default()).unwrap(), Ledger::default());
}

/// 1,678 credits for 90 contributors of an open-source project, bots among them.
#[test]
fn a_real_export() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/contributions/open_source_team.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("absent: {}", path.display());
        return;
    };
    let options = ReadOptions::default()
        .undisclosed(Undisclosed::Accept)
        .column("event", "id")
        .column("date", "on")
        .column("contributor", "to")
        .column("unit", "attribute:unit")
        .column("contributors", "quantity:contributors")
        .column("lines_added", "quantity:added")
        .column("lines_removed", "quantity:removed")
        .column("files", "quantity:files")
        .leave_column("account");
    let ledger = Ledger::parse_csv(&text, Some("open_source_team.csv"), &options).unwrap();
    let events: std::collections::BTreeSet<&str> =
        text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!((ledger.credits(), ledger.contributions()), (1678, events.len()));
    assert_eq!(ledger.undisclosed(), u64::try_from(events.len()).unwrap());
    ledger.whole().unwrap();
    let nobody = ledger.identities(&Roster::default());
    assert_eq!(nobody.unknown().len(), 90);
    assert_eq!(nobody.unknown().iter().map(|(_, count)| *count).sum::<u64>(), 1678);
    let refused = Ledger::parse_csv(&text, None, &options.undisclosed(Undisclosed::Refuse)).unwrap_err();
    assert_eq!((refused.code(), refused.diagnostics().count()), (Code::NOT_DISCLOSED, 50));
}
