//! What people of each role do in the invented year, how often, and how each kind shares work.

/// What people of a role do: each kind with how often in a thousand weeks somebody of a pace of 100 does it.
pub const HABITS: [(&str, &[(&str, u64)]); 8] = [
    (
        "reporter",
        &[
            ("keyword-proposal", 50),
            ("content-innovation", 45),
            ("audience-web", 110),
            ("search-content", 40),
            ("audience-tiktok", 20),
            ("training-taken", 15),
            ("newsletter", 15),
            ("initiative", 5),
            ("error", 9),
            ("page-views", 8),
        ],
    ),
    (
        "editor",
        &[
            ("content-innovation", 70),
            ("search-content", 60),
            ("audience-web", 60),
            ("newsletter", 30),
            ("training-given", 20),
            ("expert-advice", 25),
            ("initiative", 10),
            ("error", 9),
        ],
    ),
    (
        "producer",
        &[
            ("audience-youtube", 90),
            ("audience-tiktok", 75),
            ("audience-facebook", 50),
            ("content-innovation", 70),
            ("training-given", 10),
            ("followers", 6),
            ("error", 8),
        ],
    ),
    (
        "engineer",
        &[
            ("data-technology", 170),
            ("equipment", 20),
            ("training-given", 20),
            ("expert-advice", 40),
            ("initiative", 12),
        ],
    ),
    (
        "analyst",
        &[
            ("data-technology", 110),
            ("search-content", 60),
            ("training-given", 25),
            ("expert-advice", 60),
            ("keyword-proposal", 40),
        ],
    ),
    (
        "seller",
        &[
            ("ecommerce-content", 120),
            ("digital-revenue", 40),
            ("partner-cooperation", 50),
            ("training-taken", 15),
        ],
    ),
    (
        "officer",
        &[
            ("internal-communication", 110),
            ("partner-cooperation", 25),
            ("equipment", 25),
            ("training-taken", 40),
            ("expert-advice", 20),
            ("initiative", 6),
        ],
    ),
    (
        "head",
        &[
            ("initiative", 14),
            ("expert-advice", 60),
            ("training-given", 30),
            ("partner-cooperation", 40),
            ("internal-communication", 30),
        ],
    ),
];

/// Members of the task force.
pub const COORDINATOR: &[(&str, u64)] = &[
    ("training-given", 60),
    ("expert-advice", 70),
    ("data-technology", 50),
    ("initiative", 15),
    ("partner-cooperation", 20),
];

/// How each kind shares work.
pub fn split(kind: &str) -> &'static str {
    match kind {
        "initiative" => "harmonic",
        "content-innovation" | "data-technology" | "partner-cooperation" | "digital-revenue" => "declared",
        _ => "equal",
    }
}
