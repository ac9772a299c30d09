//! `evenreach analyse nearest`: the nearest services of each community over the geodesic.

use std::collections::HashMap;
use std::ops::Range;

use clap::Args;
use serde_json::Number;

use super::super::Failure;
use super::super::all_cores::in_order;
use super::super::facts::Source;
use super::super::table::Output;
use crate::exchange::rows::Cell;
use crate::model::{CommunityId, Package, Point, Service};
use crate::spatial::BulkIndex;

const COLUMNS: [&str; 4] = ["community_id", "rank", "service_id", "metres"];

/// How many communities one core takes at a time: many, so that those that are near each other can be asked one after the
/// other, and find what they need of the index still at hand.
const STRETCH: usize = 16_384;

/// Words of `analyse nearest`.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    /// How many services for each community
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    k: u16,
    /// Only services of this type
    #[arg(long, value_name = "ID")]
    service_type: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Analyses.
pub fn run(words: &Words) -> Result<(), Failure> {
    words.output.check_place()?;
    let package = words.source.facts()?;
    let (services, sites): (Vec<&Service>, Vec<Point>) =
        sites(&package, words.service_type.as_deref()).into_iter().unzip();
    let index = BulkIndex::new(&sites);
    // Not nought, which nothing can be cut into.
    let each = index.len().clamp(1, usize::from(words.k));
    let mut stream = words.output.stream(&COLUMNS)?;
    let lines = |stretch: Range<usize>| {
        let communities = &package.communities[stretch];
        let points: Vec<Point> = communities.iter().map(|one| one.point).collect();
        let found = index.nearest_of_each(&points, usize::from(words.k));
        let mut lines = words.output.lines(&COLUMNS);
        for (community, nearest) in communities.iter().zip(found.chunks(each)) {
            for (near, rank) in nearest.iter().zip(1_u32..) {
                let metres = (near.distance.number() * 1000.0).round() / 1000.0;
                lines.cells([
                    Cell::Text(community.id.as_str()),
                    Cell::Number(rank.into()),
                    Cell::Text(services[near.id as usize].id.as_str()),
                    Number::from_f64(metres).map_or(Cell::Nothing, Cell::Number),
                ]);
            }
        }
        lines
    };
    in_order("communities", package.communities.len(), STRETCH, lines, |lines| {
        stream.take(lines)
    })?;
    stream.finish()
}

/// Services whose site is published, with it, in the order of their ids: ties go to the lower one.
fn sites<'a>(package: &'a Package, service_type: Option<&str>) -> Vec<(&'a Service, Point)> {
    let communities: HashMap<&CommunityId, Point> = package
        .communities
        .iter()
        .map(|community| (&community.id, community.point))
        .collect();
    let site = |service: &'a Service| {
        let of_community = || communities.get(service.community_id.as_ref()?).copied();
        Some((service, service.point.or_else(of_community)?))
    };
    let of_type = |service: &&Service| service_type.is_none_or(|wanted| service.service_type.as_str() == wanted);
    let mut sites: Vec<_> = package.services.iter().filter(of_type).filter_map(site).collect();
    sites.sort_by_key(|(service, _)| &service.id);
    sites
}
