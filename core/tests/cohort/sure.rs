//! How sure an index is, and what it would be without one of its parts.

use thidua::cohort::Uncertainty;

use super::asem;
use super::files;
use super::packs::{numbers, pack};

/// The package COINr's mean rank changes without each pillar.
#[test]
fn without_each_pillar() {
    let (Some(index), Some(expected)) = (asem::index(), files::text("coinr_asem/remove_elements_L2.json"))
    else {
        return;
    };
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    for pillar in ["Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin"] {
        let found = index.without(pillar).unwrap().mean_rank_change().get();
        let printed = expected["mean_abs_rank_change"][pillar].as_f64().unwrap();
        assert!((found - printed).abs() < 1e-12, "{pillar}: {found} {printed}");
    }
}

#[test]
fn what_indicators_weigh() {
    let Some(index) = asem::index() else { return };
    let importances = index.importances().unwrap();
    let weight: f64 = importances.iter().map(|own| own.weight().get()).sum();
    let share: f64 = importances.iter().map(|own| own.share().unwrap().get()).sum();
    assert!((weight - 1.0).abs() < 1e-12 && (share - 1.0).abs() < 1e-12);
    // one of eight in one of five pillars of one of two halves
    let flights = importances.iter().find(|own| own.indicator() == "Flights").unwrap();
    assert!((flights.weight().get() - 1.0 / 80.0).abs() < 1e-15);
    assert!(index.cronbach_alpha("Physical").unwrap().get() < 1.0);
    assert_eq!(index.correlations("Conn").unwrap().len(), 15);
    let profile = index.profile("CHE").unwrap();
    assert_eq!(profile.len(), 49);
    assert!(profile[0].rank() <= profile[48].rank());
}

#[test]
fn ranks_under_other_judgements() {
    let Some(index) = asem::index() else { return };
    let plan = "
replicates: 60
seed: 7
coverage: 0.9
factors:
  - {id: weights, weights: {noise: 0.25}}
  - {id: normalise, normalise: [{min_max: {from: 1, to: 100}}, {z_score: {mean: 50, deviation: 10}}]}
  - {id: aggregate, at: [Conn, Sust], aggregate: [arithmetic, geometric]}
  - {id: impute, impute: [{mean: {within: EurAsia_group}}, {median: {}}]}
";
    let plan = Uncertainty::parse(plan, None).unwrap();
    let certainty = index.uncertainty(&plan, None).unwrap();
    assert_eq!(certainty.subjects().len(), 51);
    for own in certainty.subjects() {
        let (low, high) = own.ranks();
        assert!(low <= own.median() && own.median() <= high && high <= 51);
        let sum: f64 = own.acceptability().iter().map(|share| share.get()).sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }
    let again = index.uncertainty(&plan, None).unwrap();
    assert_eq!(certainty.to_json(), again.to_json());
    let first = certainty.subjects().iter().find(|own| own.subject() == "CHE").unwrap();
    assert_eq!((first.rank(), first.ranks().0), (Some(1), 1));
}

/// The score (x + y) / 2 of a subject under noise in its figures alone: two factors of known variance would share it as their squares; here the
/// weights of two parts, so that first order and total agree and sum to about one.
#[test]
fn who_accounts_for_what() {
    let leaf = |id: &str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}}}");
    let group = |id: &str, parts: [&str; 2]| {
        format!(
            "{{id: {id}, label: {{vi: {id}, en: {id}}}, aggregate: arithmetic, children: [{}, {}]}}",
            leaf(parts[0]),
            leaf(parts[1])
        )
    };
    let body = format!(
        "publish: {{places: 3, rounding: half_up, ranks_on: full}}\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: arithmetic, children: [{}, {}]}}",
        group("p", ["a", "b"]),
        group("q", ["c", "d"])
    );
    // p varies three times as much with its weights as q
    let table = numbers(
        &["x", "y"],
        &[("a", &[0.0, 1.0]), ("b", &[3.0, 1.0]), ("c", &[0.0, 2.0]), ("d", &[1.0, 2.0])],
    );
    let index = pack(&body).unwrap().index(&table).unwrap();
    let plan = "{replicates: 2000, seed: 5, factors: [{id: p, at: [p], weights: simplex}, {id: q, at: [q], weights: simplex}]}";
    let found = index.sensitivity(&Uncertainty::parse(plan, None).unwrap(), None).unwrap();
    assert_eq!(found.runs(), 8000);
    let (_, own) = &found.scores()[0];
    for (own, expect) in own.iter().zip([0.9, 0.1]) {
        let (first, total) = (own.first().get(), own.total().get());
        assert!(
            (first - expect).abs() < 0.06 && (total - expect).abs() < 0.06,
            "{}: {first} {total}",
            own.factor()
        );
        assert!(own.total_interval().0 <= own.total() && own.total() <= own.total_interval().1);
    }
    // the scores of y do not vary at all
    assert!(found.scores()[1].1.is_empty());
}
