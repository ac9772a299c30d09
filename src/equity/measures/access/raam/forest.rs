//! Ways without circles.
//!
//! Where two places both divide their people between the same two supplies, some of them could change places: every supply
//! would be as crowded as before, and nobody would travel farther. Each circle is such a chance, and once it is taken, one of
//! its ways is taken by nobody.

/// A way that people of a place take to a supply. Places and supplies are nodes, numbered in one series.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// Place among all pairs.
    pub pair: usize,
    /// Node of the place.
    pub place: usize,
    /// Node of the supply.
    pub supply: usize,
    /// Travel, in the unit of crowding.
    pub travel: f64,
    /// People.
    pub going: f64,
}

/// Trees of ways: each node knows the node above it, and the way there.
struct Forest {
    ways: Vec<Way>,
    above: Vec<Option<(usize, usize)>>,
}

/// Sends people along each circle the way that needs less travel, until nobody takes one of its ways.
pub(super) fn without_circles(ways: Vec<Way>, nodes: usize) -> Vec<Way> {
    let mut forest = Forest {
        ways,
        above: vec![None; nodes],
    };
    for way in 0..forest.ways.len() {
        if let Some(path) = forest.path(forest.ways[way].place, forest.ways[way].supply) {
            forest.turn(way, &path);
        } else {
            forest.join(way);
        }
    }
    let mut taken: Vec<usize> = forest.above.iter().flatten().map(|(_, way)| *way).collect();
    taken.sort_unstable();
    taken.into_iter().map(|way| forest.ways[way]).collect()
}

impl Forest {
    /// Nodes from one up to its root, each with the way to the next.
    fn upwards(&self, node: usize) -> Vec<(usize, Option<usize>)> {
        let mut nodes = vec![(node, self.above[node].map(|(_, way)| way))];
        let mut at = node;
        while let Some((next, _)) = self.above[at] {
            nodes.push((next, self.above[next].map(|(_, way)| way)));
            at = next;
        }
        nodes
    }

    /// The ways from one node to another in order; `None` where they are in two trees.
    fn path(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let (mut up, mut down) = (self.upwards(from), self.upwards(to));
        if up.last()?.0 != down.last()?.0 {
            return None;
        }
        // What both have in common above where they meet.
        while up.len() > 1 && down.len() > 1 && up[up.len() - 2].0 == down[down.len() - 2].0 {
            up.pop();
            down.pop();
        }
        let ways = |nodes: &[(usize, Option<usize>)]| -> Vec<usize> {
            let below = &nodes[..nodes.len() - 1];
            below.iter().filter_map(|(_, way)| *way).collect()
        };
        let mut path = ways(&up);
        path.extend(ways(&down).into_iter().rev());
        Some(path)
    }

    /// Adds a way between two trees: the place's tree is hung below the supply.
    fn join(&mut self, way: usize) {
        let Way { place, supply, .. } = self.ways[way];
        let (mut node, mut above) = (place, Some((supply, way)));
        while let Some(next) = std::mem::replace(&mut self.above[node], above) {
            above = Some((node, next.1));
            node = next.0;
        }
    }

    /// Sends people along the circle that a way closes with the path from its place to its supply.
    fn turn(&mut self, way: usize, path: &[usize]) {
        // One more on the way is one fewer on the first of the path, one more on the second, and so on.
        let travel = path.iter().enumerate().map(|(at, one)| {
            let travel = self.ways[*one].travel;
            if at % 2 == 0 { -travel } else { travel }
        });
        let more_on_the_way = self.ways[way].travel + travel.sum::<f64>() < 0.0;
        // Of those that get fewer, the one with the fewest.
        let fewer = path.iter().copied().skip(usize::from(!more_on_the_way)).step_by(2);
        let fewer = fewer.chain((!more_on_the_way).then_some(way));
        let least = fewer.min_by(|one, other| self.ways[*one].going.total_cmp(&self.ways[*other].going));
        let Some(left) = least else {
            return;
        };
        let people = self.ways[left].going;
        let change = if more_on_the_way { people } else { -people };
        self.ways[way].going += change;
        for (at, one) in path.iter().enumerate() {
            let going = self.ways[*one].going + if at % 2 == 0 { -change } else { change };
            self.ways[*one].going = going.max(0.0);
        }
        self.ways[left].going = 0.0;
        if left != way {
            for above in &mut [self.ways[left].place, self.ways[left].supply] {
                if self.above[*above].is_some_and(|(_, one)| one == left) {
                    self.above[*above] = None;
                }
            }
            self.join(way);
        }
    }
}
