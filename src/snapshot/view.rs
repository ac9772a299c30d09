//! The facts as one viewer may see them, with the indexes that questions need.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use geo::{BoundingRect as _, Geometry, MapCoords as _};

use crate::equity::{Assessment, Basis, Criteria, Question};
use crate::model::{
    Community, CommunityId, DayOfYear, Definition, DefinitionId, GovernmentId, IndigenousGovernment, Language,
    LanguageCode, Link, LinkId, Node, NodeId, Package, Point, Region, RegionId, Request, RequestId, Service, ServiceId,
    ServiceType, ServiceTypeId, Source, SourceKey, Truth,
};
use crate::spatial::{BasemapFault, Detail, Projected, Projector, basemap};
use crate::travel::open_days;

use super::analysis::Analysis;
use super::{Head, SnapshotFault, digest};

/// West, south, east and north edges in degrees, or least and greatest coordinates in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Least first coordinate.
    pub min_x: f64,
    /// Least second coordinate.
    pub min_y: f64,
    /// Greatest first coordinate.
    pub max_x: f64,
    /// Greatest second coordinate.
    pub max_y: f64,
}

/// Looks up a record by its id.
pub trait Found<Id> {
    /// What is found.
    type Record;
    /// The record with this id, where the viewer may see one.
    fn find(&self, id: &Id) -> Option<&Self::Record>;
}

/// The name of the layer that is made from the package's regions.
const REGIONS_LAYER: &str = "regions";

/// A layer in both details, each made when it is first asked for and kept as long as the view.
#[derive(Debug, Default)]
struct Drawn {
    overview: OnceLock<Drawing>,
    full: OnceLock<Drawing>,
}

/// A layer as `GeoJSON`, or why it cannot be drawn.
type Drawing = Result<Arc<str>, Arc<BasemapFault>>;

/// The facts as one viewer may see them.
#[derive(Debug)]
pub struct View {
    package: Arc<Package>,
    analysis: Analysis,
    head: Head,
    data_digest: OnceLock<String>,
    projector: Option<Projector>,
    projected_extent: OnceLock<Option<Extent>>,
    outlines: Vec<Option<Geometry<f64>>>,
    places: OnceLock<Places>,
    basemap: BTreeMap<String, Drawn>,
}

/// Where each record stands in its list.
#[derive(Debug)]
struct Places {
    communities: HashMap<CommunityId, usize>,
    services: HashMap<ServiceId, usize>,
    requests: HashMap<RequestId, usize>,
    regions: HashMap<RegionId, usize>,
    nodes: HashMap<NodeId, usize>,
    links: HashMap<LinkId, usize>,
    service_types: HashMap<ServiceTypeId, usize>,
    governments: HashMap<GovernmentId, usize>,
    languages: HashMap<LanguageCode, usize>,
    sources: HashMap<SourceKey, usize>,
}

fn places<Record, Id: Clone + Eq + Hash>(records: &[Record], id: impl Fn(&Record) -> &Id) -> HashMap<Id, usize> {
    records
        .iter()
        .enumerate()
        .map(|(place, record)| (id(record).clone(), place))
        .collect()
}

impl Places {
    fn of(package: &Package) -> Self {
        Self {
            communities: places(&package.communities, |record| &record.id),
            services: places(&package.services, |record| &record.id),
            requests: places(&package.requests, |record| &record.id),
            regions: places(&package.regions, |record| &record.id),
            nodes: places(&package.nodes, |record| &record.id),
            links: places(&package.links, |record| &record.id),
            service_types: places(&package.service_types, |record| &record.id),
            governments: places(&package.governments, |record| &record.id),
            languages: places(&package.languages, |record| &record.code),
            sources: places(&package.sources, |record| &record.key),
        }
    }
}

macro_rules! found {
    ($($id:ident => $record:ident in $list:ident),+ $(,)?) => {$(
        impl Found<$id> for View {
            type Record = $record;

            fn find(&self, id: &$id) -> Option<&$record> {
                self.places().$list.get(id).and_then(|&place| self.package.$list.get(place))
            }
        }
    )+};
}

found! {
    CommunityId => Community in communities,
    ServiceId => Service in services,
    RequestId => Request in requests,
    RegionId => Region in regions,
    NodeId => Node in nodes,
    LinkId => Link in links,
    ServiceTypeId => ServiceType in service_types,
    GovernmentId => IndigenousGovernment in governments,
    LanguageCode => Language in languages,
    SourceKey => Source in sources,
}

impl View {
    /// Indexes a package that holds only what the viewer may see.
    pub(super) fn new(package: Package, head: Head) -> Result<Self, SnapshotFault> {
        let package = Arc::new(package);
        let projector = match &package.settings.projection {
            None => None,
            Some(projection) => Some(
                Projector::new(&projection.proj).map_err(|source| SnapshotFault::Projection {
                    found: projection.proj.clone(),
                    source,
                })?,
            ),
        };
        let outlines: Vec<_> = package
            .regions
            .iter()
            .map(|region| Geometry::try_from(&region.geometry).ok())
            .collect();
        let layers = package.basemap.iter().map(|layer| layer.name.clone());
        let basemap = layers
            .chain([REGIONS_LAYER.to_owned()])
            .map(|name| (name, Drawn::default()))
            .collect();
        Ok(Self {
            data_digest: OnceLock::new(),
            analysis: Analysis::new(&package)?,
            package,
            head,
            projector,
            projected_extent: OnceLock::new(),
            outlines,
            places: OnceLock::new(),
            basemap,
        })
    }

    /// The same facts for somebody who sees other requests. The facts are named by what the public sees of them, so that
    /// a link means the same to whoever it is given.
    pub(super) fn beside(public: &Self, package: Package) -> Result<Self, SnapshotFault> {
        let view = Self::new(package, public.head.clone())?;
        view.data_digest.get_or_init(|| public.data_digest().to_owned());
        Ok(view)
    }

    /// Makes now what is otherwise made when it is first asked for, so that no answer waits for it.
    pub(super) fn make_ready(&self) {
        self.data_digest();
        self.places();
        self.projected_extent();
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(&self.package))
    }

    /// The facts, filtered.
    pub const fn package(&self) -> &Arc<Package> {
        &self.package
    }

    /// Where the ledger stood.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Names exactly these facts as the public sees them; moved by none that it may not see.
    pub fn data_digest(&self) -> &str {
        self.data_digest.get_or_init(|| digest::of_package(&self.package))
    }

    /// The facts ready for analysis.
    pub const fn basis(&self) -> &Basis {
        self.analysis.basis()
    }

    /// Every community against every standard of one of the package's definitions. The last few
    /// answers are kept: they are the same as long as the view is.
    pub fn assessment(&self, criteria: &Criteria<'_>, question: Question) -> Arc<Assessment> {
        self.analysis.assessment(criteria, question)
    }

    /// The definition with this id, or with none, the package's default; without a version, the current one.
    pub fn definition(&self, id: Option<&DefinitionId>, version: Option<&str>) -> Option<&Definition> {
        let id = match id {
            Some(id) => id,
            None => &self.package.default_definition()?.id,
        };
        self.package.definition(id, version)
    }

    /// Both ends of a link, where both are known nodes.
    pub fn ends(&self, link: &Link) -> Option<[&Node; 2]> {
        Some([self.find(&link.from)?, self.find(&link.to)?])
    }

    /// Whether a link is open on a day of the typical year.
    pub fn is_open(&self, link: &Link, day: DayOfYear) -> Truth {
        let open = open_days(link.window);
        match (open.at_least.contains(day), open.at_most.contains(day)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }

    /// Outline of a region in degrees; `None` where its geometry cannot be read.
    pub fn outline(&self, id: &RegionId) -> Option<&Geometry<f64>> {
        self.places()
            .regions
            .get(id)
            .and_then(|&place| self.outlines.get(place))
            .and_then(Option::as_ref)
    }

    /// A point in metres of the package's projection; `None` where it has none, or no place for the point.
    pub fn project(&self, point: Point) -> Option<Projected> {
        self.projector.as_ref()?.project(point).ok()
    }

    /// A geometry in metres of the package's projection; `None` as for a point.
    pub fn project_geometry(&self, geometry: &Geometry<f64>) -> Option<Geometry<f64>> {
        geometry
            .try_map_coords(|at| {
                let Projected { x, y } = Point::new(at.x, at.y)
                    .ok()
                    .and_then(|point| self.project(point))
                    .ok_or(())?;
                Ok::<_, ()>(geo::Coord { x, y })
            })
            .ok()
    }

    /// What the regions and communities cover, in metres of the package's projection.
    pub fn projected_extent(&self) -> Option<Extent> {
        *self.projected_extent.get_or_init(|| self.measure())
    }

    /// A layer of the basemap as `GeoJSON` in whole metres of the package's projection; `None` where the
    /// package has no such layer or no projection.
    pub fn basemap(&self, layer: &str, detail: Detail) -> Option<Result<Arc<str>, Arc<BasemapFault>>> {
        let projector = self.projector.as_ref()?;
        let drawn = self.basemap.get(layer)?;
        let kept = match detail {
            Detail::Overview => &drawn.overview,
            Detail::Full => &drawn.full,
        };
        Some(kept.get_or_init(|| self.draw(layer, projector, detail)).clone())
    }

    fn draw(&self, layer: &str, projector: &Projector, detail: Detail) -> Drawing {
        let own = self.package.basemap.iter().find(|one| one.name == layer);
        let text = own.map_or_else(|| self.regions_layer().into(), |own| Cow::from(&own.geojson));
        basemap(&text, projector, detail).map(Arc::from).map_err(Arc::new)
    }

    /// The package's regions as a feature collection.
    fn regions_layer(&self) -> String {
        let features = self.package.regions.iter().map(|region| {
            let properties = [
                ("id", region.id.as_str()),
                ("name_en", &region.name.en),
                ("name_fr", &region.name.fr),
            ];
            geojson::Feature {
                geometry: Some(geojson::Geometry::new(region.geometry.clone())),
                properties: Some(
                    properties
                        .into_iter()
                        .map(|(name, text)| (name.to_owned(), text.into()))
                        .collect(),
                ),
                ..geojson::Feature::default()
            }
        });
        geojson::FeatureCollection {
            bbox: None,
            features: features.collect(),
            foreign_members: None,
        }
        .to_string()
    }

    fn measure(&self) -> Option<Extent> {
        let outlines = self
            .outlines
            .iter()
            .flatten()
            .filter_map(|outline| self.project_geometry(outline));
        let communities = self
            .package
            .communities
            .iter()
            .filter_map(|community| self.project(community.point));
        let boxes = outlines
            .filter_map(|outline| outline.bounding_rect())
            .map(Extent::from)
            .chain(communities.map(|Projected { x, y }| Extent {
                min_x: x,
                min_y: y,
                max_x: x,
                max_y: y,
            }));
        boxes.reduce(Extent::with)
    }
}

impl Extent {
    /// The least extent that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            min_x: self.min_x.min(other.min_x),
            min_y: self.min_y.min(other.min_y),
            max_x: self.max_x.max(other.max_x),
            max_y: self.max_y.max(other.max_y),
        }
    }
}

impl From<geo::Rect<f64>> for Extent {
    fn from(rect: geo::Rect<f64>) -> Self {
        Self {
            min_x: rect.min().x,
            min_y: rect.min().y,
            max_x: rect.max().x,
            max_y: rect.max().y,
        }
    }
}
