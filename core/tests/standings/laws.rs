//! Laws of every scheme, tried on schemes and ledgers drawn at random.

use proptest::prelude::*;

use crate::plan::Draws;
use crate::{compare, draw, read, stand};

const SMALL: draw::Size = draw::Size { people: 6, units: 2, works: 40, tasks: 6, later: 16, days: 100 };

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scheme_comes_out_as_its_rules_say(seed in any::<u64>(), late in -40..60_i64) {
        let mut draws = Draws(seed);
        let scheme = draw::scheme(&mut draws);
        let world = draw::world(&mut draws, &scheme, SMALL);
        let as_of = world.until + late;
        let standings = stand(&scheme, &world, &read(&world.lines()), as_of).unwrap();
        compare(&scheme, &world, &standings, as_of);
    }
}
