//! Indices of offices as an outsider writes them who has the guide alone, against their technical notes' formulas written out in plain numbers.

use thidua::cohort::{Index, Table};
use thidua::{Code, CohortFramework};

use super::packs::{HEAD, numbers};

/// A pack in block style.
fn pack(body: &str) -> CohortFramework {
    CohortFramework::parse(&format!("{HEAD}{body}"), None).unwrap_or_else(|error| panic!("{error}"))
}

fn score(index: &Index, node: &str, subject: &str) -> f64 {
    index.score(node, subject).unwrap().unwrap().get()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12 * expected.abs().max(1.0), "{found} {expected}");
}

/// Technical note 3 of UNDP: incomes by sex from the wage ratio and the shares of who works, an index for each sex with its own goalposts,
/// their ratio, and groups by the distance from parity.
#[test]
fn the_gender_development_index() {
    let index = pack(
        "
publish: {places: 3, rounding: half_up, ranks_on: published}
levels:
  - {id: '1', label: {vi: Nhóm 1, en: Group 1}, from: 0, cite: s}
  - {id: '2', label: {vi: Nhóm 2, en: Group 2}, from: 2.5, cite: s}
  - {id: '3', label: {vi: Nhóm 3, en: Group 3}, from: 5.0, cite: s}
  - {id: '4', label: {vi: Nhóm 4, en: Group 4}, from: 7.5, cite: s}
  - {id: '5', label: {vi: Nhóm 5, en: Group 5}, from: 10, cite: s}
stages: [{impute: none}, {normalise: {same: {}}}]
index:
  id: group
  label: {vi: Nhóm, en: Group}
  cite: s
  aggregate: arithmetic
  normalise: {apart: {from: 1, times: 100}}
  publish: {places: 3, rounding: half_up, ranks_on: published, lowest_first: true}
  children:
    - id: gdi
      label: {vi: GDI, en: GDI}
      aggregate: ratio
      children:
        - id: hdi_f
          label: {vi: Nữ, en: Female}
          aggregate: geometric
          children:
            - {id: life_f, label: {vi: w, en: f}, normalise: {goalposts: {from: 22.5, to: 87.5, cap: both}}}
            - id: education_f
              label: {vi: w, en: f}
              aggregate: arithmetic
              children:
                - {id: eys_f, label: {vi: w, en: f}, normalise: {goalposts: {from: 0, to: 18, cap: both}}}
                - {id: mys_f, label: {vi: w, en: f}, normalise: {goalposts: {from: 0, to: 15, cap: both}}}
            - id: income_f
              label: {vi: w, en: f}
              aggregate: product
              normalise: {goalposts: {from: 100, to: 75000, cap: both, logarithm: true}}
              children:
                - {id: gnipc, label: {vi: t, en: all}}
                - id: share_f
                  label: {vi: w, en: f}
                  aggregate: ratio
                  children:
                    - id: bill_f
                      label: {vi: w, en: f}
                      aggregate: product
                      children:
                        - {id: wages, label: {vi: l, en: wage ratio}, impute: {fixed: {value: 0.8}}}
                        - {id: works_f, label: {vi: w, en: f}}
                    - id: bill
                      label: {vi: t, en: all}
                      aggregate: sum
                      children: [{use: bill_f}, {use: works_m}]
                - id: per_woman
                  label: {vi: w, en: f}
                  aggregate: arithmetic
                  normalise: {reciprocal: {of: 1}}
                  children: [{id: people_f, label: {vi: w, en: f}}]
        - id: hdi_m
          label: {vi: Nam, en: Male}
          aggregate: geometric
          children:
            - {id: life_m, label: {vi: m, en: m}, normalise: {goalposts: {from: 17.5, to: 82.5, cap: both}}}
            - id: education_m
              label: {vi: m, en: m}
              aggregate: arithmetic
              children:
                - {id: eys_m, label: {vi: m, en: m}, normalise: {goalposts: {from: 0, to: 18, cap: both}}}
                - {id: mys_m, label: {vi: m, en: m}, normalise: {goalposts: {from: 0, to: 15, cap: both}}}
            - id: income_m
              label: {vi: m, en: m}
              aggregate: product
              normalise: {goalposts: {from: 100, to: 75000, cap: both, logarithm: true}}
              children:
                - {use: gnipc}
                - id: share_m
                  label: {vi: m, en: m}
                  aggregate: difference
                  children: [{id: one, constant: 1}, {use: share_f}]
                - id: per_man
                  label: {vi: m, en: m}
                  aggregate: ratio
                  children:
                    - {use: one}
                    - {id: people_m, label: {vi: m, en: m}}
            - id: works_m_again
              weight: 0
              label: {vi: m, en: m}
              aggregate: arithmetic
              children: [{id: works_m, label: {vi: m, en: m}}]
",
    );
    let table = numbers(
        &["x", "y"],
        &[
            ("life_f", &[76.0, 84.0]),
            ("life_m", &[70.0, 80.0]),
            ("eys_f", &[12.0, 19.0]),
            ("eys_m", &[13.0, 17.0]),
            ("mys_f", &[8.0, 13.0]),
            ("mys_m", &[9.0, 13.5]),
            ("gnipc", &[9_000.0, 60_000.0]),
            ("works_f", &[0.4, 0.48]),
            ("works_m", &[0.6, 0.52]),
            ("people_f", &[0.5, 0.505]),
            ("people_m", &[0.5, 0.495]),
        ],
    )
    .numbers("wages", &[Some(0.7), None])
    .unwrap();
    let index = index.index(&table).unwrap();
    let hdi = |life: f64, eys: f64, mys: f64, income: f64| {
        let income = (income.min(75_000.0).ln() - 100.0_f64.ln()) / (75_000.0_f64.ln() - 100.0_f64.ln());
        (life * ((eys.min(18.0) / 18.0 + mys / 15.0) / 2.0) * income).cbrt()
    };
    let expect =
        |wages: f64, works: [f64; 2], people: [f64; 2], life: [f64; 2], school: [f64; 4], gnipc: f64| {
            let share = wages * works[0] / (wages * works[0] + works[1]);
            let female = hdi((life[0] - 22.5) / 65.0, school[0], school[2], gnipc * share / people[0]);
            let male = hdi((life[1] - 17.5) / 65.0, school[1], school[3], gnipc * (1.0 - share) / people[1]);
            female / male
        };
    let x = expect(0.7, [0.4, 0.6], [0.5, 0.5], [76.0, 70.0], [12.0, 13.0, 8.0, 9.0], 9_000.0);
    // a wage ratio that is not known counts as 0.8
    let y = expect(0.8, [0.48, 0.52], [0.505, 0.495], [84.0, 80.0], [19.0, 17.0, 13.0, 13.5], 60_000.0);
    for (subject, gdi) in [("x", x), ("y", y)] {
        near(score(&index, "gdi", subject), gdi);
        near(score(&index, "group", subject), 100.0 * (gdi - 1.0).abs());
        let level = index.level("group", subject).unwrap().unwrap().id().to_string();
        let group =
            [2.5, 5.0, 7.5, 10.0].iter().filter(|from| 100.0 * (gdi - 1.0).abs() >= **from).count() + 1;
        assert_eq!(level, group.to_string());
    }
}

/// Technical note 2 of UNDP: each dimension loses what inequality takes; the loss of the whole; and the overall loss as a share. And the
/// technical note of the index adjusted for planetary pressures.
#[test]
fn indices_that_are_adjusted() {
    let text = "
publish: {places: 3, rounding: half_up, ranks_on: published}
index:
  id: phdi
  label: {vi: PHDI, en: PHDI}
  cite: s
  aggregate: product
  children:
    - id: hdi
      label: {vi: HDI, en: HDI}
      aggregate: geometric
      children:
        - {id: health, label: {vi: h, en: h}}
        - {id: education, label: {vi: e, en: e}}
        - {id: income, label: {vi: i, en: i}}
    - id: adjustment
      label: {vi: A, en: A}
      aggregate: arithmetic
      children:
        - {id: co2, label: {vi: c, en: c}, direction: lower, normalise: {goalposts: {from: 68.72, to: 0, cap: both}}}
        - {id: footprint, label: {vi: f, en: f}, direction: lower, normalise: {goalposts: {from: 152.58, to: 0, cap: both}}}
    - id: aside
      label: {vi: b, en: b}
      weight: 0
      aggregate: arithmetic
      children: [{id: unused, constant: 1}]
";
    let inequality = "
publish: {places: 3, rounding: half_up, ranks_on: published}
index:
  id: loss
  label: {vi: Mất, en: Loss}
  cite: s
  aggregate: ratio
  normalise: {goalposts: {from: 1, to: 0, whole: 100}}
  children:
    - id: ihdi
      label: {vi: IHDI, en: IHDI}
      aggregate: geometric
      children:
        - {id: h, label: {vi: h, en: h}, aggregate: product, children: [{id: health, label: {vi: h, en: h}}, {id: lost_h, label: {vi: h, en: h}, direction: lower, normalise: {goalposts: {from: 100, to: 0}}}]}
        - {id: e, label: {vi: e, en: e}, aggregate: product, children: [{id: education, label: {vi: e, en: e}}, {id: lost_e, label: {vi: e, en: e}, direction: lower, normalise: {goalposts: {from: 100, to: 0}}}]}
        - {id: i, label: {vi: i, en: i}, aggregate: product, children: [{id: income, label: {vi: i, en: i}}, {id: lost_i, label: {vi: i, en: i}, direction: lower, normalise: {goalposts: {from: 100, to: 0}}}]}
    - id: hdi
      label: {vi: HDI, en: HDI}
      aggregate: geometric
      children: [{use: health}, {use: education}, {use: income}]
";
    let table = numbers(
        &["x"],
        &[
            ("health", &[0.9]),
            ("education", &[0.7]),
            ("income", &[0.8]),
            ("co2", &[6.872]),
            ("footprint", &[30.516]),
            ("lost_h", &[5.0]),
            ("lost_e", &[10.0]),
            ("lost_i", &[30.0]),
        ],
    );
    let hdi = (0.9_f64 * 0.7 * 0.8).cbrt();
    let pressures = pack(text).index(&table).unwrap();
    near(score(&pressures, "phdi", "x"), hdi * (0.9 + 0.8) / 2.0);
    let losses = pack(inequality).index(&table).unwrap();
    let ihdi = (0.9_f64 * 0.95 * 0.7 * 0.9 * 0.8 * 0.7).cbrt();
    near(score(&losses, "ihdi", "x"), ihdi);
    near(score(&losses, "loss", "x"), 100.0 * (1.0 - ihdi / hdi));
}

/// The technical notes of the survey on e-government: indicators of the infrastructure are standardised, averaged, and the mean brought to
/// 0 … 1; skills weigh a third and two ninths each; online services are a share of the range.
#[test]
fn the_e_government_index_from_its_indicators() {
    let index = pack(
        "
publish: {places: 4, rounding: half_up, ranks_on: published}
levels:
  - {id: low, label: {vi: Thấp, en: Low}, from: 0, cite: s}
  - {id: middle, label: {vi: Trung bình, en: Middle}, from: 0.25, cite: s}
  - {id: high, label: {vi: Cao, en: High}, from: 0.5, cite: s}
  - {id: very-high, label: {vi: Rất cao, en: Very high}, from: 0.75, cite: s}
index:
  id: egdi
  label: {vi: EGDI, en: EGDI}
  cite: s
  aggregate: arithmetic
  children:
    - {id: osi, label: {vi: OSI, en: OSI}, normalise: {min_max: {}}}
    - id: tii
      label: {vi: TII, en: TII}
      aggregate: arithmetic
      normalise: {min_max: {}}
      children:
        - {id: internet, label: {vi: a, en: a}, normalise: {z_score: {divisor: population}}}
        - {id: mobile, label: {vi: b, en: b}, treat: {fixed: {at_most: 120}}, normalise: {z_score: {divisor: population}}}
    - id: hci
      label: {vi: HCI, en: HCI}
      aggregate: arithmetic
      normalise: {min_max: {}}
      children:
        - {id: literacy, label: {vi: c, en: c}, weight: 3, normalise: {z_score: {divisor: population}}}
        - {id: enrolment, label: {vi: d, en: d}, weight: 2, normalise: {z_score: {divisor: population}}}
stages: [{treat: same}]
",
    );
    let columns: [(&str, &[f64]); 5] = [
        ("osi", &[10.0, 40.0, 30.0]),
        ("internet", &[20.0, 80.0, 50.0]),
        ("mobile", &[90.0, 140.0, 110.0]),
        ("literacy", &[70.0, 99.0, 95.0]),
        ("enrolment", &[60.0, 100.0, 110.0]),
    ];
    let z = |values: [f64; 3]| {
        let mean = values.iter().sum::<f64>() / 3.0;
        let deviation = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 3.0).sqrt();
        values.map(|value| (value - mean) / deviation)
    };
    let ends = |values: [f64; 3]| {
        let (low, high) = (
            values.iter().copied().fold(f64::MAX, f64::min),
            values.iter().copied().fold(f64::MIN, f64::max),
        );
        values.map(|value| (value - low) / (high - low))
    };
    let index = index.index(&numbers(&["a", "b", "c"], &columns)).unwrap();
    let (internet, mobile) = (z([20.0, 80.0, 50.0]), z([90.0, 120.0, 110.0]));
    let (literacy, enrolment) = (z([70.0, 99.0, 95.0]), z([60.0, 100.0, 110.0]));
    let tii = ends([0, 1, 2].map(|at| (internet[at] + mobile[at]) / 2.0));
    let hci = ends([0, 1, 2].map(|at| (3.0 * literacy[at] + 2.0 * enrolment[at]) / 5.0));
    for (at, subject) in ["a", "b", "c"].into_iter().enumerate() {
        let osi = [0.0, 1.0, 2.0 / 3.0][at];
        near(score(&index, "egdi", subject), (osi + tii[at] + hci[at]) / 3.0);
    }
    assert_eq!(index.level("egdi", "a").unwrap().unwrap().id().as_str(), "low");
}

/// Deprivations counted and weighed, of who is deprived of a third or more, as the multidimensional poverty index counts them: dimensions
/// weigh a third each and indicators within them alike; below the cutoff a household counts as 0.
#[test]
fn deprivations_above_a_cutoff() {
    let index = pack(
        "
publish: {places: 3, rounding: half_up, ranks_on: full, lowest_first: true}
index:
  id: censored
  label: {vi: c, en: c}
  cite: s
  aggregate: product
  children:
    - id: deprived
      label: {vi: d, en: d}
      aggregate: arithmetic
      children:
        - {id: health, label: {vi: h, en: h}, aggregate: arithmetic, children: [{id: food, label: {vi: f, en: f}}, {id: child, label: {vi: c, en: c}}]}
        - {id: school, label: {vi: s, en: s}, aggregate: arithmetic, children: [{id: years, label: {vi: yr, en: yr}}, {id: attends, label: {vi: a, en: a}}]}
        - {id: living, label: {vi: l, en: l}, aggregate: arithmetic, children: [{id: fuel, label: {vi: u, en: u}}, {id: water, label: {vi: w, en: w}}]}
    - id: poor
      label: {vi: p, en: p}
      aggregate: arithmetic
      normalise: {scores: {at: [{figure: 0, score: 0}, {figure: 0.3333, score: 1}], between: steps}}
      children: [{use: deprived}]
",
    );
    let table = numbers(
        &["one", "two", "three"],
        &[
            ("food", &[1.0, 0.0, 1.0]),
            ("child", &[0.0, 0.0, 1.0]),
            ("years", &[0.0, 1.0, 1.0]),
            ("attends", &[0.0, 0.0, 0.0]),
            ("fuel", &[0.0, 1.0, 1.0]),
            ("water", &[0.0, 0.0, 1.0]),
        ],
    );
    let index = index.index(&table).unwrap();
    near(score(&index, "deprived", "one"), 1.0 / 6.0);
    for (subject, expected) in [("one", 0.0), ("two", 1.0 / 3.0), ("three", 5.0 / 6.0)] {
        near(score(&index, "censored", subject), expected);
    }
}

/// Mazziotta and Pareto adjusted: figures between goalposts to 70 … 130, mean less the penalty.
#[test]
fn the_adjusted_index_of_mazziotta_and_pareto() {
    let index = pack(
        "
publish: {places: 1, rounding: half_up, ranks_on: full}
index:
  id: ampi
  label: {vi: a, en: a}
  cite: s
  aggregate: {mazziotta_pareto: {penalty: less}}
  children:
    - {id: x, label: {vi: x, en: x}, normalise: {goalposts: {from: 0, to: 10, base: 70, whole: 130}}}
    - {id: z, label: {vi: yr, en: yr}, direction: lower, normalise: {goalposts: {from: 50, to: 30, base: 70, whole: 130}}}
",
    );
    let index = index.index(&numbers(&["a"], &[("x", &[8.0]), ("z", &[45.0])])).unwrap();
    let (x, y) = (118.0_f64, 85.0_f64);
    let mean = (x + y) / 2.0;
    let spread = ((x - mean).powi(2) + (y - mean).powi(2)) / 2.0;
    near(score(&index, "ampi", "a"), mean - spread / mean);
}

/// Technology achievement from raw counts: the technical note takes logarithms of telephones and electricity and caps both at the mean of OECD.
#[test]
fn technology_from_raw_counts() {
    let index = pack(
        "
publish: {places: 3, rounding: half_up, ranks_on: published}
index:
  id: old
  label: {vi: o, en: o}
  cite: s
  aggregate: arithmetic
  children:
    - {id: telephones, label: {vi: t, en: t}, normalise: {goalposts: {from: 1, to: 901, cap: to, logarithm: true}}}
    - {id: electricity, label: {vi: e, en: e}, normalise: {goalposts: {from: 22, to: 6969, cap: to, logarithm: true}}}
",
    );
    let index =
        index.index(&numbers(&["NZL"], &[("telephones", &[720.0]), ("electricity", &[8_215.0])])).unwrap();
    // the human development report of 2001 prints 0.967 and 1.000 for New Zealand
    let telephones = score(&index, "telephones", "NZL");
    assert_eq!(format!("{telephones:.3}"), "0.967");
    near(score(&index, "electricity", "NZL"), 1.0);
}

/// Outliers of the global innovation index of WIPO, and percentiles of the environmental performance index.
#[test]
fn two_ways_with_outliers() {
    let values: Vec<f64> = (1..=20).map(f64::from).chain([400.0, 500.0, 900.0]).collect();
    let names: Vec<String> = (0..values.len()).map(|at| format!("s{at:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let table = numbers(&names, &[("x", &values)]);
    let one = |treat: &str| {
        let body = format!(
            "publish: {{places: 3, rounding: half_up, ranks_on: full}}\nstages: [{{treat: {treat}}}]\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: arithmetic, children: [{{id: x, label: {{vi: x, en: x}}, normalise: {{same: {{}}}}}}]}}"
        );
        pack(&body).index(&table).unwrap()
    };
    let range = one("{winsorise: {skewness: 2, kurtosis: 3.5, most: 1, otherwise: logarithm_of_range}}");
    near(score(&range, "x", "s00"), 0.0);
    near(score(&range, "x", "s22"), 900.0_f64.ln());
    near(score(&range, "x", "s09"), (899.0_f64 * 9.0 / 899.0 + 1.0).ln());
    let percentiles = one("{percentiles: {at_least: 5, at_most: 95}}");
    // between the second and the third of 23: 1.1 places up
    near(score(&percentiles, "x", "s00"), 2.1);
    near(score(&percentiles, "x", "s22"), 490.0);
}

/// What the guide says of figures that no method is defined over: an error with its code, or what the pack declares, and never what is no number.
#[test]
fn degenerate_figures() {
    let body = |normalise: &str, aggregate: &str| {
        format!(
            "publish: {{places: 3, rounding: half_up, ranks_on: full}}\nstages: [{{normalise: {normalise}}}]\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: {aggregate}, children: [{{id: x, label: {{vi: x, en: x}}}}, {{id: z, label: {{vi: z, en: z}}}}]}}"
        )
    };
    let constant = numbers(&["a", "b"], &[("x", &[3.0, 3.0]), ("z", &[1.0, 2.0])]);
    let alone = numbers(&["a"], &[("x", &[3.0]), ("z", &[1.0])]);
    let none = numbers(&["a", "b"], &[("z", &[1.0, 2.0])]).numbers("x", &[None, None]).unwrap();
    let zero = numbers(&["a", "b"], &[("x", &[0.0, 3.0]), ("z", &[1.0, 2.0])]);
    let methods =
        ["{min_max: {}}", "{z_score: {}}", "{distance: {to: maximum}}", "{percentile_rank: {among: others}}"];
    for method in methods {
        for table in [&constant, &alone] {
            match pack(&body(method, "arithmetic")).index(table) {
                Err(error) => assert_eq!(error.code(), Code::DEGENERATE, "{method}"),
                // equal figures share a rank among others
                Ok(index) => {
                    assert!(method.contains("percentile_rank") && index.score("top", "a").unwrap().is_some())
                }
            }
        }
    }
    for method in ["{min_max: {}}", "{z_score: {}}", "{rank: {}}", "{same: {}}", "{fraction_of_maximum: {}}"]
    {
        assert_eq!(
            pack(&body(method, "arithmetic")).index(&none).unwrap_err().code(),
            Code::DEGENERATE,
            "{method}"
        );
    }
    let declared = pack(&body("{min_max: {constant: 50}}", "arithmetic")).index(&constant).unwrap();
    near(score(&declared, "x", "a"), 50.0);
    for mean in ["geometric", "harmonic"] {
        assert_eq!(pack(&body("{same: {}}", mean)).index(&zero).unwrap_err().code(), Code::NOT_POSITIVE);
        let policy = format!("{{{mean}: {{not_positive: undetermined}}}}");
        assert_eq!(pack(&body("{same: {}}", &policy)).index(&zero).unwrap().score("top", "a").unwrap(), None);
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = Table::new(["a"]).unwrap().numbers("x", &[Some(value)]).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (Code::BAD_CELL, "/x/0"));
    }
    let huge = numbers(&["a", "b"], &[("x", &[1e308, -1e308]), ("z", &[1e308, 2.0])]);
    for (method, mean) in
        [("{same: {}}", "sum"), ("{min_max: {}}", "arithmetic"), ("{z_score: {}}", "arithmetic")]
    {
        match pack(&body(method, mean)).index(&huge) {
            Err(error) => assert!([Code::OVERFLOW, Code::DEGENERATE].contains(&error.code()), "{error}"),
            Ok(index) => {
                for node in ["x", "z", "top"] {
                    assert!(
                        index.scores(node).unwrap().iter().flatten().all(|value| value.get().is_finite())
                    );
                }
            }
        }
    }
}
