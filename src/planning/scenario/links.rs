//! Changes to the network.

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Made, Making, Wrong, quoted};
use crate::filter::Filter;
use crate::filter::links::{LinkRow, queryables};
use crate::model::{
    CommunityId, DAYS_IN_YEAR, DayOfYear, Fact, Km, Link, LinkId, Minutes, NewLink, Node, NodeId, NodeKind,
    PartialDate, Provenance, Truth, Window, WindowMove, WindowShift,
};

impl Making<'_> {
    /// The day before the question: what ended then is no more.
    pub(super) fn day_before(&self) -> Date {
        self.as_of.saturating_sub(1.day())
    }

    pub(super) fn move_window(&mut self, moved: &WindowMove) -> Result<Made, Vec<Wrong>> {
        let places = self.links_of(moved)?;
        let ended = PartialDate::from(self.day_before());
        let mut made = Made::default();
        for at in places {
            let link = &mut self.package.links[at];
            let shifted = match moved.shift {
                WindowShift::Gone => Shifted::Nothing,
                WindowShift::Edges { opens, closes } => shifted(link.window, opens, closes),
            };
            match shifted {
                // By no day: that it stays says nothing of what is known of it.
                Shifted::Window(window) if link.window == window => {}
                Shifted::Window(window) => {
                    link.window = window;
                    made.links.push(at);
                }
                Shifted::Nothing => {
                    link.closed = Some(ended);
                    made.links.push(at);
                }
                Shifted::HasNoEdge => made.unmoved += 1,
            }
        }
        self.moves_network |= !made.links.is_empty();
        Ok(made)
    }

    /// The links that a change speaks of: those for which all that it says surely holds. One that had ended before anything was
    /// supposed, or is not there yet, has no window to move.
    fn links_of(&self, moved: &WindowMove) -> Result<Vec<usize>, Vec<Wrong>> {
        let links = &self.package.links;
        let wanted: HashSet<&LinkId> = moved.links.iter().collect();
        let ids: HashSet<&LinkId> = links.iter().map(|link| &link.id).collect();
        let unknown = moved.links.iter().filter(|id| !ids.contains(id));
        let mut wrong: Vec<Wrong> = unknown
            .map(|id| ("links", quoted(id.as_str()), "ids of links of the network".to_owned()))
            .collect();
        let filter = moved.filter.as_ref().map(|text| Filter::parse(text, &queryables()));
        let filter = match filter.transpose() {
            Ok(filter) => filter,
            Err(fault) => {
                let found = moved.filter.as_deref().unwrap_or_default();
                wrong.push(("where", quoted(found), format!("CQL2 text over links: {fault}")));
                None
            }
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let as_they_are = &self.basis.package().links;
        let is_there = |at: usize| {
            let known = as_they_are.get(at);
            known.is_none_or(|link| link.exists_on(self.as_of) != Truth::False)
        };
        let holds = |link: &Link| {
            (wanted.is_empty() || wanted.contains(&link.id))
                && (moved.modes.is_empty() || moved.modes.contains(&link.mode))
                && filter
                    .as_ref()
                    .is_none_or(|filter| filter.evaluate(&LinkRow(link)).certainly())
        };
        let found: Vec<usize> = (0..links.len())
            .filter(|&at| is_there(at) && holds(&links[at]))
            .collect();
        if found.is_empty() {
            let key = if moved.filter.is_some() {
                "where"
            } else if moved.modes.is_empty() {
                "links"
            } else {
                "modes"
            };
            let expected = "links of the network: none is so".to_owned();
            return Err(vec![(key, "what holds for no link".to_owned(), expected)]);
        }
        Ok(found)
    }

    pub(super) fn add_link(&mut self, added: &NewLink) -> Result<Made, Vec<Wrong>> {
        let mut wrong: Vec<Wrong> = Vec::new();
        self.added_links += 1;
        if self.package.nodes.is_empty() {
            let expected = "a package with a network: without one, minutes are over straight lines".to_owned();
            return Err(vec![("from", "no network".to_owned(), expected)]);
        }
        let id = added
            .id
            .clone()
            .unwrap_or_else(|| LinkId::from(format!("added-{}", self.added_links)));
        if self.package.links.iter().any(|link| link.id == id) {
            wrong.push(("id", quoted(id.as_str()), "an id that no other link has".to_owned()));
        }
        let mut end = |key: &'static str, name: &str| {
            let found = self.end(name);
            if found.is_none() {
                wrong.push((
                    key,
                    quoted(name),
                    "the id of a community or of a node of the network".to_owned(),
                ));
            }
            found
        };
        let (from, to) = (end("from", &added.from), end("to", &added.to));
        let minutes = match (added.minutes, added.distance_km) {
            (None, Some(km)) => {
                let at_pace = self.at_pace_of(added, km);
                if at_pace.is_none() {
                    let expected = "minutes, or km of a mode of which the network has links with both".to_owned();
                    wrong.push(("km", km.number().to_string(), expected));
                }
                at_pace
            }
            (minutes, _) => minutes,
        };
        let (Some(from), Some(to), true) = (from, to, wrong.is_empty()) else {
            return Err(wrong);
        };
        if from == to {
            let expected = "another place than from".to_owned();
            return Err(vec![("to", quoted(&added.to), expected)]);
        }
        let [from, to] = [from, to].map(|end| self.node(end));
        let at = self.package.links.len();
        self.package.links.push(Link {
            id,
            from,
            to,
            mode: added.mode,
            distance_km: added.distance_km,
            minutes: minutes.into(),
            derivation: None,
            window: added.window,
            opened: None,
            closed: None,
            departures_per_week: added.departures_per_week,
            operator: None,
            highway_name: None,
            bidirectional: !added.one_way,
            provenance: Provenance::default(),
        });
        self.moves_network = true;
        Ok(Made {
            links: vec![at],
            ..Made::default()
        })
    }

    /// Minutes for a length at the pace of the links of the same mode that have both: all their minutes to all their
    /// kilometres.
    fn at_pace_of(&self, added: &NewLink, km: Km) -> Option<Minutes> {
        let of_mode = self.package.links.iter().filter(|link| link.mode == added.mode);
        let both = of_mode.filter_map(|link| Some((link.minutes.known()?.number(), link.distance_km?.number())));
        let (minutes, kilometres) = both.fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
        (kilometres > 0.0).then(|| Minutes::from_number(km.number() * minutes / kilometres))?
    }

    /// What a name at the end of a new link stands for: a community first, else a node.
    fn end(&self, name: &str) -> Option<End> {
        let node = |node: &Node| End::Node(node.id.clone());
        let nodes = &self.package.nodes;
        let id = CommunityId::from(name);
        let Some(community) = self.basis.community(&id) else {
            return nodes.iter().find(|one| one.id.as_str() == name).map(node);
        };
        let own = nodes
            .iter()
            .find(|one| one.community_id.as_ref() == Some(&id))
            .map(node);
        let near = || {
            let joint = self.basis.joint(community)?;
            Some(node(self.basis.network().node(joint.node)))
        };
        // A community without a node of its own is joined to the nearest; where none is near, it gets one.
        Some(own.or_else(near).unwrap_or(End::Community(community)))
    }

    fn node(&mut self, end: End) -> NodeId {
        let community = match end {
            End::Node(node) => return node,
            End::Community(community) => &self.basis.package().communities[community],
        };
        let id = NodeId::from(format!("supposed-{}", community.id));
        self.package.nodes.push(Node {
            id: id.clone(),
            name: community.name.clone(),
            kind: NodeKind::Community,
            point: community.point,
            community_id: Some(community.id.clone()),
            iata: None,
            provenance: Provenance::default(),
        });
        id
    }
}

/// An end of a new link.
#[derive(Clone, Debug, PartialEq, Eq)]
enum End {
    Node(NodeId),
    Community(usize),
}

/// What has become of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shifted {
    Window(Window),
    /// No day is left.
    Nothing,
    /// It has no edge that could be moved: it is open all year, or nobody knows when.
    HasNoEdge,
}

/// A window with its edges moved by whole days, around the new year where they come to it. One that is to be longer than the
/// year is the year.
fn shifted(window: Window, opens_by: i16, closes_by: i16) -> Shifted {
    let Window::Edges {
        opens: Fact::Known(opens),
        closes: Fact::Known(closes),
    } = window
    else {
        return Shifted::HasNoEdge;
    };
    let year = i32::from(DAYS_IN_YEAR);
    let [first, last] = [opens, closes].map(|day| i32::from(day.number()));
    let length = (last - first).rem_euclid(year) + 1;
    if length == year {
        return Shifted::HasNoEdge;
    }
    let length = length + i32::from(closes_by) - i32::from(opens_by);
    if length <= 0 {
        return Shifted::Nothing;
    }
    let day = |number: i32| {
        let number = u16::try_from((number - 1).rem_euclid(year) + 1).unwrap_or(DAYS_IN_YEAR);
        DayOfYear::new(number).unwrap_or(DayOfYear::LAST)
    };
    let edges = if length >= year {
        [DayOfYear::FIRST, DayOfYear::LAST]
    } else {
        [day(first + i32::from(opens_by)), day(last + i32::from(closes_by))]
    };
    let [opens, closes] = edges.map(Fact::Known);
    Shifted::Window(Window::Edges { opens, closes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(opens: &str, closes: &str) -> Window {
        let edge = |text: &str| DayOfYear::parse(text).ok().into();
        Window::Edges {
            opens: edge(opens),
            closes: edge(closes),
        }
    }

    #[test]
    fn edges_move_around_the_new_year() {
        let ice = edges("12-20", "04-10");
        assert_eq!(shifted(ice, 14, -7), Shifted::Window(edges("01-03", "04-03")));
        assert_eq!(shifted(ice, -1, 0), Shifted::Window(edges("12-19", "04-10")));
        assert_eq!(shifted(edges("01-03", "04-03"), -14, 7), Shifted::Window(ice));
        assert_eq!(shifted(ice, 7, 7), Shifted::Window(edges("12-27", "04-17")));
    }

    #[test]
    fn a_window_of_no_day_is_gone_and_one_of_every_day_is_the_year() {
        // 112 days from 20 December to 10 April, both included.
        assert_eq!(shifted(edges("12-20", "04-10"), 112, 0), Shifted::Nothing);
        assert_eq!(
            shifted(edges("12-20", "04-10"), 111, 0),
            Shifted::Window(edges("04-10", "04-10"))
        );
        assert_eq!(
            shifted(edges("12-20", "04-10"), -253, 0),
            Shifted::Window(edges("01-01", "12-31"))
        );
        assert_eq!(
            shifted(edges("12-20", "04-10"), -252, 0),
            Shifted::Window(edges("04-12", "04-10"))
        );
    }

    #[test]
    fn what_has_no_edge_stays_as_it_is() {
        for window in [
            Window::Always,
            edges("01-01", "12-31"),
            edges("05-10", "05-09"),
            edges("", "04-10"),
            edges("12-20", ""),
            edges("", ""),
        ] {
            assert_eq!(shifted(window, 14, -7), Shifted::HasNoEdge, "{window:?}");
        }
    }
}
