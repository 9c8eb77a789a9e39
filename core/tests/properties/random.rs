//! Frameworks and answers at random: a small picture of a pack, drawn by proptest, and the pack it stands for.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Points in tenths.
pub type Tenths = i64;

#[derive(Debug, Clone)]
pub struct Case {
    pub root: Node,
    /// Policies for not applicable, not assessed, unknown, refused.
    pub missing: [Policy; 4],
    pub places: u32,
    pub rounding: Rounding,
    pub levels_on_exact: bool,
    pub levels: Vec<Tenths>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    Leave,
    Minimum,
    Fail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    HalfUp,
    HalfEven,
    Up,
    Down,
}

#[derive(Debug, Clone)]
pub struct Node {
    pub id: String,
    pub weight: i64,
    pub round: Option<(u32, Rounding)>,
    pub body: Body,
}

#[derive(Debug, Clone)]
pub enum Body {
    Inner(Aggregate, Vec<Node>),
    Leaf(Scale, Reply),
}

#[derive(Debug, Clone)]
pub enum Aggregate {
    Sum { rescale: bool },
    CappedSum(Tenths),
    WeightedMean,
    Minimum,
    Proportion(Tenths),
    Deduction { from: Tenths, floor: Option<Tenths> },
    Ladder,
}

#[derive(Debug, Clone)]
pub enum Scale {
    YesNo(Tenths),
    Rubric(Vec<Tenths>),
    /// Ends in ascending order, and one more points than ends.
    Steps {
        lower: bool,
        ends: Vec<Tenths>,
        points: Vec<Tenths>,
    },
    Linear(Vec<(Tenths, Tenths)>),
    Ratio(Tenths, Option<(u32, Rounding)>),
    Count(Tenths, i64),
    Score(Tenths, Tenths),
}

/// What is answered: two numbers that each scale reads in its own way, or why there is none.
#[derive(Debug, Clone, Copy)]
pub enum Reply {
    Value(i64, i64),
    NotApplicable,
    Nothing,
    Unknown,
    Refused,
}

pub fn case() -> impl Strategy<Value = Case> {
    let levels = prop::collection::btree_set(-50..300_i64, 0..4);
    let missing = [policy(), policy(), policy(), policy()];
    (node(), missing, 0..4_u32, rounding(), any::<bool>(), levels).prop_map(
        |(mut root, missing, places, rounding, levels_on_exact, levels)| {
            if matches!(root.body, Body::Leaf(..)) {
                root = Node {
                    id: String::new(),
                    weight: 1,
                    round: None,
                    body: Body::Inner(Aggregate::Sum { rescale: false }, vec![root]),
                };
            }
            name(&mut root, &mut 0);
            Case { root, missing, places, rounding, levels_on_exact, levels: levels.into_iter().collect() }
        },
    )
}

/// Every node another id, in the order drawn.
fn name(node: &mut Node, next: &mut u32) {
    node.id = format!("n{next}");
    *next += 1;
    if let Body::Inner(_, children) = &mut node.body {
        children.iter_mut().for_each(|child| name(child, next));
    }
}

fn policy() -> impl Strategy<Value = Policy> {
    prop_oneof![6 => Just(Policy::Leave), 12 => Just(Policy::Minimum), 1 => Just(Policy::Fail)]
}

fn rounding() -> impl Strategy<Value = Rounding> {
    prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down])
}

fn node() -> impl Strategy<Value = Node> {
    let round = || prop::option::weighted(0.2, (0..3_u32, rounding()));
    let leaf = (scale(), reply(), 1..5_i64, round()).prop_map(|(scale, reply, weight, round)| Node {
        id: String::new(),
        weight,
        round,
        body: Body::Leaf(scale, reply),
    });
    leaf.prop_recursive(3, 24, 5, move |inner| {
        (aggregate(), prop::collection::vec(inner, 1..6), 1..5_i64, round()).prop_map(
            |(aggregate, children, weight, round)| Node {
                id: String::new(),
                weight,
                round,
                body: Body::Inner(aggregate, children),
            },
        )
    })
}

fn aggregate() -> impl Strategy<Value = Aggregate> {
    prop_oneof![
        any::<bool>().prop_map(|rescale| Aggregate::Sum { rescale }),
        (1..200_i64).prop_map(Aggregate::CappedSum),
        Just(Aggregate::WeightedMean),
        Just(Aggregate::Minimum),
        (1..1000_i64).prop_map(Aggregate::Proportion),
        (0..300_i64, prop::option::of(0..100_i64))
            .prop_map(|(from, down)| Aggregate::Deduction { from, floor: down.map(|down| from - down) }),
        Just(Aggregate::Ladder),
    ]
}

fn scale() -> impl Strategy<Value = Scale> {
    let points = || prop_oneof![8 => 1..100_i64, 1 => Just(0_i64)];
    let steps =
        (any::<bool>(), prop::collection::btree_set(-50..50_i64, 1..4), prop::collection::vec(points(), 4));
    let linear = (prop::collection::btree_set(-50..50_i64, 2..5), prop::collection::vec(points(), 5));
    prop_oneof![
        points().prop_map(Scale::YesNo),
        prop::collection::vec(points(), 1..5).prop_map(Scale::Rubric),
        steps.prop_map(|(lower, ends, mut points)| {
            points.truncate(ends.len() + 1);
            Scale::Steps { lower, ends: ends.into_iter().collect(), points }
        }),
        linear.prop_map(|(at, points)| Scale::Linear(at.into_iter().zip(points).collect())),
        (points(), prop::option::of((0..5_u32, rounding())))
            .prop_map(|(points, round)| Scale::Ratio(points, round)),
        (points(), 0..9_i64).prop_map(|(each, cap)| Scale::Count(each, cap)),
        (1..100_i64, 0..30_i64).prop_map(|(max, down)| Scale::Score(max, -down)),
    ]
}

fn reply() -> impl Strategy<Value = Reply> {
    prop_oneof![
        12 => (0..1000_i64, 0..1000_i64).prop_map(|(a, b)| Reply::Value(a, b)),
        1 => Just(Reply::NotApplicable),
        1 => Just(Reply::Nothing),
        1 => Just(Reply::Unknown),
        1 => Just(Reply::Refused),
    ]
}

/// Tenths as the pack writes them: text, which YAML and JSON both read exactly.
fn tenths(value: Tenths) -> Value {
    let sign = if value < 0 { "-" } else { "" };
    json!(format!("{sign}{}.{}", value.abs() / 10, value.abs() % 10))
}

pub const fn rounding_name(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::HalfUp => "half_up",
        Rounding::HalfEven => "half_even",
        Rounding::Up => "up",
        Rounding::Down => "down",
    }
}

const fn policy_name(policy: Policy) -> &'static str {
    match policy {
        Policy::Leave => "leave",
        Policy::Minimum => "minimum",
        Policy::Fail => "fail",
    }
}

impl Case {
    /// The pack.
    pub fn pack(&self) -> Value {
        let Body::Inner(aggregate, children) = &self.root.body else { panic!("the root has children") };
        let mut root = json!({"aggregate": aggregate_json(aggregate)});
        if let Some(round) = self.root.round {
            root["round"] = round_json(round);
        }
        let [not_applicable, not_assessed, unknown, refused] = self.missing.map(policy_name);
        let level = |(at, from): (usize, &Tenths)| json!({"id": format!("l{at}"), "label": label("level"), "from": tenths(*from), "cite": "rule"});
        json!({
            "pack": "random",
            "edition": "1",
            "kind": "framework",
            "title": label("A pack at random"),
            "citations": {"rule": {"title": "None", "date": "2024-01-01", "grade": "primary"}},
            "missing": {"not_applicable": not_applicable, "not_assessed": not_assessed, "unknown": unknown, "refused": refused},
            "publish": {
                "places": self.places,
                "rounding": rounding_name(self.rounding),
                "levels_on": if self.levels_on_exact { "exact" } else { "published" },
            },
            "root": root,
            "levels": self.levels.iter().enumerate().map(level).collect::<Vec<_>>(),
            "tree": children.iter().map(|child| node_json(child, matches!(aggregate, Aggregate::WeightedMean))).collect::<Vec<_>>(),
        })
    }

    /// The answers.
    pub fn answers(&self) -> Value {
        let mut answers = Map::new();
        collect(&self.root, &mut answers);
        json!({"subject": "anybody", "answers": answers})
    }

    /// The leaves in the order drawn.
    pub fn leaves(&mut self) -> Vec<&mut Node> {
        fn walk<'a>(node: &'a mut Node, out: &mut Vec<&'a mut Node>) {
            if matches!(node.body, Body::Leaf(..)) {
                out.push(node);
            } else if let Body::Inner(_, children) = &mut node.body {
                children.iter_mut().for_each(|child| walk(child, out));
            }
        }
        let mut out = Vec::new();
        walk(&mut self.root, &mut out);
        out
    }

    /// Where the node of this id stands in the pack.
    pub fn pointer(&self, id: &str) -> Option<String> {
        fn walk(node: &Node, id: &str, place: &str, list: &str) -> Option<String> {
            if node.id == id {
                return Some(format!("{place}/"));
            }
            let Body::Inner(_, children) = &node.body else { return None };
            let mut places = children.iter().enumerate();
            places.find_map(|(at, child)| walk(child, id, &format!("{place}/{list}/{at}"), "children"))
        }
        walk(&self.root, id, "", "tree")
    }

    /// Whether points of this node are taken off somewhere above it.
    pub fn below_deduction(&self, id: &str) -> bool {
        fn holds(node: &Node, id: &str) -> bool {
            node.id == id
                || matches!(&node.body, Body::Inner(_, children) if children.iter().any(|child| holds(child, id)))
        }
        fn walk(node: &Node, id: &str) -> bool {
            let Body::Inner(aggregate, children) = &node.body else { return false };
            holds(node, id)
                && (matches!(aggregate, Aggregate::Deduction { .. })
                    || children.iter().any(|child| walk(child, id)))
        }
        walk(&self.root, id)
    }

    /// Turns the children of every node round, where the order means nothing.
    pub fn reverse(&mut self) {
        fn walk(node: &mut Node) {
            if let Body::Inner(aggregate, children) = &mut node.body {
                if !matches!(aggregate, Aggregate::Ladder) {
                    children.reverse();
                }
                children.iter_mut().for_each(walk);
            }
        }
        walk(&mut self.root);
    }
}

fn label(text: &str) -> Value {
    json!({"vi": text, "en": text})
}

fn round_json((places, rounding): (u32, Rounding)) -> Value {
    json!({"places": places, "rounding": rounding_name(rounding)})
}

fn node_json(node: &Node, weighed: bool) -> Value {
    let mut out = json!({"id": node.id, "label": label(&node.id), "cite": "rule"});
    if weighed {
        out["weight"] = json!(node.weight);
    }
    if let Some(round) = node.round {
        out["round"] = round_json(round);
    }
    match &node.body {
        Body::Leaf(scale, _) => out["scale"] = scale_json(scale),
        Body::Inner(aggregate, children) => {
            let weighed = matches!(aggregate, Aggregate::WeightedMean);
            out["aggregate"] = aggregate_json(aggregate);
            out["children"] = children.iter().map(|child| node_json(child, weighed)).collect();
        }
    }
    out
}

fn aggregate_json(aggregate: &Aggregate) -> Value {
    match aggregate {
        Aggregate::Sum { rescale: false } => json!("sum"),
        Aggregate::Sum { rescale: true } => json!({"sum": {"rescale": true}}),
        Aggregate::CappedSum(cap) => json!({"capped_sum": {"cap": tenths(*cap)}}),
        Aggregate::WeightedMean => json!("weighted_mean"),
        Aggregate::Minimum => json!({"minimum": {}}),
        Aggregate::Proportion(to) => json!({"proportion": {"scale_to": tenths(*to)}}),
        Aggregate::Deduction { from, floor: None } => json!({"deduction": {"from": tenths(*from)}}),
        Aggregate::Deduction { from, floor: Some(floor) } => {
            json!({"deduction": {"from": tenths(*from), "floor": tenths(*floor)}})
        }
        Aggregate::Ladder => json!("ladder"),
    }
}

fn scale_json(scale: &Scale) -> Value {
    match scale {
        Scale::YesNo(points) => json!({"yes_no": {"points": tenths(*points)}}),
        Scale::Rubric(points) => {
            let option =
                |(at, points): (usize, &Tenths)| json!({"id": format!("o{at}"), "points": tenths(*points)});
            json!({"rubric": {"options": points.iter().enumerate().map(option).collect::<Vec<_>>()}})
        }
        Scale::Steps { lower, ends, points } => {
            let bands = points.iter().enumerate().map(|(at, points)| {
                let mut band = json!({"points": tenths(*points)});
                if let Some(from) = at.checked_sub(1).and_then(|below| ends.get(below)) {
                    band["from"] = tenths(*from);
                }
                if let Some(until) = ends.get(at) {
                    band["until"] = tenths(*until);
                }
                band
            });
            json!({"steps": {"closed": if *lower { "lower" } else { "upper" }, "bands": bands.collect::<Vec<_>>()}})
        }
        Scale::Linear(points) => {
            let point = |(at, score): &(Tenths, Tenths)| json!({"at": tenths(*at), "score": tenths(*score)});
            json!({"linear": {"points": points.iter().map(point).collect::<Vec<_>>(), "outside": "clamp"}})
        }
        Scale::Ratio(points, None) => {
            json!({"ratio": {"points": tenths(*points), "exact": true, "over": "cap"}})
        }
        Scale::Ratio(points, Some((places, rounding))) => json!({"ratio": {
            "points": tenths(*points), "places": places, "rounding": rounding_name(*rounding), "over": "cap",
        }}),
        Scale::Count(each, cap) => json!({"count": {"each": tenths(*each), "cap": cap}}),
        Scale::Score(max, min) => json!({"score": {"max": tenths(*max), "min": tenths(*min)}}),
    }
}

fn collect(node: &Node, answers: &mut Map<String, Value>) {
    match &node.body {
        Body::Inner(_, children) => children.iter().for_each(|child| collect(child, answers)),
        Body::Leaf(scale, reply) => {
            let answer = match reply {
                Reply::Value(a, b) => value_json(scale, *a, *b),
                Reply::NotApplicable => json!({"not_applicable": {"reason": "so"}}),
                Reply::Nothing => return,
                Reply::Unknown => json!({"status": "unknown"}),
                Reply::Refused => json!({"status": "refused"}),
            };
            answers.insert(node.id.clone(), answer);
        }
    }
}

/// How much an answer is, where a scale has answers that are more and less; the second number is the same for all.
pub fn size(scale: &Scale) -> Option<fn(&Scale, i64) -> i64> {
    Some(match scale {
        Scale::Rubric(_) => return None,
        Scale::YesNo(_) => |_, a| a % 2,
        Scale::Steps { .. } | Scale::Linear(_) => |_, a| a % 120,
        Scale::Ratio(..) => |_, a| a,
        Scale::Count(..) => |_, a| a % 12,
        Scale::Score(..) => |scale, a| match scale {
            Scale::Score(max, min) => a % (max - min + 1),
            _ => a,
        },
    })
}

/// The answer two numbers stand for. What the reference evaluator reads in them must be the same.
fn value_json(scale: &Scale, a: i64, b: i64) -> Value {
    match scale {
        Scale::YesNo(_) => json!(a % 2 == 1),
        Scale::Rubric(points) => json!(format!("o{}", a as usize % points.len())),
        Scale::Steps { .. } | Scale::Linear(_) => tenths(a % 120 - 60),
        Scale::Ratio(..) => json!({"part": a, "whole": b % 50 + 1}),
        Scale::Count(..) => json!(a % 12),
        Scale::Score(max, min) => tenths(min + a % (max - min + 1)),
    }
}
