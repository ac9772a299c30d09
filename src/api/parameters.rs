//! The parameters of all routes, described once: for the reader of requests and for the document.

use serde_json::{Value, json};

use crate::planning::priorities::{Preset, Which};

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// After the question mark.
    Query,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// What it means, for people.
    pub description: &'static str,
    /// An `OpenAPI` 3.0 schema of its value.
    pub schema: fn() -> Value,
}

macro_rules! parameters {
    ($($(#[$doc:meta])* $constant:ident = $place:ident $name:literal, $schema:expr, $description:expr;)+) => {$(
        $(#[$doc])*
        pub const $constant: Parameter = Parameter {
            name: $name,
            place: Place::$place,
            description: $description,
            schema: || $schema,
        };
    )+};
}

fn text() -> Value {
    json!({"type": "string"})
}

fn address() -> Value {
    json!({"type": "string", "format": "uri"})
}

fn digest() -> Value {
    json!({"type": "string", "pattern": "^[0-9a-f]{64}$"})
}

fn day() -> Value {
    json!({"type": "string", "pattern": "^[0-1][0-9]-[0-3][0-9]$", "example": "05-10"})
}

fn quarter() -> Value {
    json!({"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$", "example": "2019-Q1"})
}

/// Most features on a page; more is read as this many.
pub const LIMIT_MAX: usize = 1000;
/// Features on a page unless asked otherwise.
pub const LIMIT_DEFAULT: usize = 100;

parameters! {
    /// Id in the last place of a path.
    ID = Path "id", text(), "Id of the record.";
    /// Version of a definition.
    VERSION_PART = Path "version", text(), "Version of the definition.";
    /// Name of a layer of the basemap.
    LAYER = Path "layer", text(), "Name of a layer: ocean, provinces, nwt, lakes, rivers, regions, or another that the package has.";
    /// Features on a page.
    LIMIT = Query "limit", json!({"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_DEFAULT}),
        "Most features on a page. A number above the maximum is read as the maximum.";
    /// Box.
    BBOX = Query "bbox",
        json!({"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}),
        "Only features that intersect this box: four numbers, or six with heights, which are passed over. In degrees, a west greater than the east crosses the antimeridian. Features without geometry always belong.";
    /// Reference system of the box.
    BBOX_CRS = Query "bbox-crs", address(), "Coordinate reference system of bbox; CRS84 unless given.";
    /// Reference system of the answer.
    CRS = Query "crs", address(),
        "Coordinate reference system of the answer: CRS84 (longitude, latitude; the default) or the one of the package's projection (metres east, metres north).";
    /// Time.
    DATETIME = Query "datetime", text(),
        "Only features that exist at this instant or in this interval (RFC 3339; an open end is two dots). Features without dates always belong.";
    /// Next page.
    AFTER = Query "after", text(), "Where the page begins: a token from a next link. It has no other meaning.";
    /// Format.
    F = Query "f", json!({"type": "string", "enum": ["json"]}), "Format of the answer; JSON is the only one.";
    /// Day of the typical year.
    DATE = Query "date", day(), "A day of the typical year, as MM-DD.";
    /// Season.
    SEASON = Query "season", text(), "A season of the package, by its id. Not together with date.";
    /// Definition.
    DEFINITION = Query "definition", text(), "Definition of equitable access, by its id; the package's default unless given.";
    /// Version of the definition.
    VERSION = Query "version", text(), "Version of the definition; the one that has come furthest unless given.";
    /// The definition's text.
    DEFINITION_DIGEST = Query "definition_digest", digest(),
        "SHA-256 of the definition's text, as question.definition_digest has it: an answer under another text is refused.";
    /// An earlier picture of the facts.
    DATA_DIGEST = Query "data", digest(),
        "The facts as they were when their digest was this, as question.data_digest has it; as they are now unless given.";
    /// Which records exist.
    AS_OF = Query "as_of", json!({"type": "string", "format": "date"}),
        "The day on which the records that count must exist; today unless given.";
    /// Picture of supply.
    SUPPLY = Query "supply", json!({"type": "string", "enum": ["actual", "intended"], "default": "actual"}),
        "Which supply counts: what ran when last observed, or what is funded or promised.";
    /// Detail of the basemap.
    DETAIL = Query "detail", json!({"type": "string", "enum": ["overview", "full"], "default": "overview"}),
        "Simplified for a map of the whole territory, or in full.";
    /// Standard.
    STANDARD = Query "standard", text(), "A standard of the definition, by its id; all unless given.";
    /// Type of service.
    SERVICE_TYPE = Query "service_type", text(), "Only standards for this type of service; all unless given.";
    /// State of a request.
    STATE = Query "state", text(), "Only requests in this state; all unless given.";
    /// Owner of a request.
    GOVERNMENT = Query "government", text(), "Only requests of this Indigenous government, by its id; all unless given.";
    /// Type of service of a request.
    SERVICE_TYPE_ASKED = Query "service_type", text(), "Only requests for this type of service; all unless given.";
    /// Requests of one's own.
    MINE = Query "mine", json!({"type": "string", "enum": ["true", "false"], "default": "false"}),
        "Only requests of the government whose people ask.";
    /// Format of an export.
    F_EXPORT = Query "f", json!({"type": "string", "enum": ["json", "csv", "xlsx"], "default": "json"}),
        "Format of the answer: everything as JSON, or the requests as CSV or XLSX, a row each.";
    /// Format of a template.
    F_TEMPLATE = Query "f", json!({"type": "string", "enum": ["csv", "xlsx"], "default": "csv"}),
        "Format of the answer: the header as CSV, or a workbook of it and of everything that the cells may hold.";
    /// Whether a change is only tried.
    DRY_RUN = Query "dry_run", json!({"type": "string", "enum": ["true", "false"], "default": "false"}),
        "Only look what it would come to, and write nothing.";
    /// Community.
    COMMUNITY = Query "community", text(), "A community, by its id. Has to be given.";
    /// Origin.
    FROM = Query "from", text(), "The community to travel from, by its id. Has to be given.";
    /// Destination.
    TO = Query "to", text(), "The community to travel to, by its id. Without it the answer has minutes to all, on one day; with it, routes through the year.";
    /// Modes.
    MODES = Query "modes", text(), "Modes that may be used, with commas between them: all_season_road, winter_road, ice_crossing, ferry, scheduled_air, charter_air, seasonal_boat. The first five unless given.";
    /// Impedance.
    IMPEDANCE = Query "impedance", json!({"type": "string", "enum": ["travel", "journey"], "default": "travel"}),
        "What a journey costs: minutes moving and boarding, or those and the expected waits.";
    /// The other side of a comparison.
    WITH = Query "with", text(),
        "The definition to compare with, as ID@VERSION; the same version, on another date or for another supply, unless given.";
    /// Which records exist on the other side.
    WITH_AS_OF = Query "with_as_of", json!({"type": "string", "format": "date"}),
        "The same as as_of for the other side; as_of unless given.";
    /// Picture of supply on the other side.
    WITH_SUPPLY = Query "with_supply", json!({"type": "string", "enum": ["actual", "intended"]}),
        "The same as supply for the other side; supply unless given.";
    /// Format of a table.
    F_TABLE = Query "f", json!({"type": "string", "enum": ["json", "csv", "xlsx"], "default": "json"}),
        "Format of the answer: everything as JSON, the changed places as CSV, or a workbook of changed places, requirements and coverage as XLSX.";
    /// Language of a workbook.
    LANG = Query "lang", json!({"type": "string", "enum": ["en", "fr"], "default": "en"}), "Language of the workbook.";
    /// A way through care.
    PATHWAY = Query "pathway", text(), "The way through care, by its id; the first of the package unless given.";
    /// Forms of pathways.
    F_PATHWAYS = Query "f", json!({"type": "string", "enum": ["json", "csv", "geojson"], "default": "json"}),
        "Format of the answer: everything as JSON, rows as CSV, or as GeoJSON: communities as points, and of one community the journeys as lines.";
    /// First quarter.
    FROM_QUARTER = Query "from", quarter(), "First quarter, as YYYY-Qn; the one in which the record begins unless given, at most ten years before the last.";
    /// Last quarter.
    TO_QUARTER = Query "to", quarter(), "Last quarter, as YYYY-Qn; the one of as_of unless given.";
    /// The standard of a trend.
    ONE_STANDARD = Query "standard", text(), "A standard of the definition, by its id. Has to be given.";
    /// By what communities are put in groups.
    BY = Query "by", json!({"type": "string", "default": "region"}),
        "By what communities are put in groups: region, authority, road_access, language, indigenous_government, size (bands of people), distance (bands of minutes to the nearest service that may count), any column of the communities, or a rule in CQL2 text. A community may belong to several languages and governments.";
    /// What is looked at.
    VALUE = Query "value",
        json!({"type": "string", "enum": ["days_met", "shortfall", "travel_minutes", "met"], "default": "days_met"}),
        "What is looked at: days met, of those asked about; the shortfall; minutes to the nearest service that may count; or whether the standard is met, 1 or 0.";
    /// In what order people stand.
    RANK = Query "rank", json!({"type": "string", "default": "population"}),
        "In what order people stand for concentration, the lowest first: population, travel_minutes, or a column of numbers.";
    /// Below or beyond what one falls short.
    THRESHOLD = Query "threshold", json!({"type": "number", "minimum": 0}),
        "Below how many days, or beyond how many minutes, somebody falls short; the standard's own unless given. Only with value days_met or travel_minutes.";
    /// The state with which somebody comes back from their organisation.
    TRIP_STATE = Query "state", text(), "The state with which the browser was sent out.";
    /// What opens the provider's word.
    CODE = Query "code", text(), "What opens the provider's word on who signed in, once.";
    /// Why the provider let nobody in.
    ERROR = Query "error", text(), "Why the provider let nobody in.";
    /// Who the provider says that it is.
    ISSUER = Query "iss", text(), "Who the provider says that it is (RFC 9207).";
    /// An option that was decided on.
    OPTION = Query "option", text(), "Only what was decided on this option of a ranking, by its id; all unless given.";
    /// Named weights.
    PRESET = Query "preset", json!({"type": "string", "enum": Preset::ALL.map(Preset::as_str), "default": "even"}),
        "What criteria weigh, by name: all the same, or half on people gaining, on days gained (a place counts once, however many live there), on who is worst off, or on what an Indigenous government asked for. Not together with weights.";
    /// Weights by hand.
    WEIGHTS = Query "weights", json!({"type": "string", "example": "people:2,days:1"}),
        "What criteria weigh, by hand: CRITERION:NUMBER with commas between them. Only how they stand to each other counts; one that is left out weighs nothing. Criteria: people, worst_off, days, need, asked, culture; and evaluation, what studies found, which is a criterion only where it is given a weight.";
    /// Seed.
    SEED = Query "seed", json!({"type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_u64, "default": 1}),
        "What draws begin from: the same seed draws the same on every machine.";
    /// Samples.
    SAMPLES = Query "samples", json!({"type": "integer", "minimum": 100, "maximum": 100_000, "default": 10_000}),
        "How many weightings and readings of the unknown are drawn.";
    /// Bounds of weights.
    BOUNDS = Query "bounds", json!({"type": "string", "example": "people:0.1-0.5"}),
        "Between which weights, of 1 in all, are drawn: CRITERION:LEAST-MOST with commas between them.";
    /// Order of weights.
    ORDER = Query "order", json!({"type": "string", "example": "worst_off,people"}),
        "Criteria of which each weighs as much as the next or more, in every weighting that is drawn.";
    /// Ends of scales.
    SCALES = Query "scales", json!({"type": "string", "example": "people:0-5000"}),
        "Which figures of a criterion are worth nothing and everything: CRITERION:FROM-TO with commas between them; the least and the greatest that any option may have unless given.";
    /// What need is.
    NEED = Query "need", json!({"type": "string", "default": "shortfall"}),
        "By what need is told: how far the standard falls short, or a column of numbers of the communities.";
    /// Which options.
    OPTIONS = Query "options", json!({"type": "string", "enum": Which::ALL.map(Which::as_str), "default": "all"}),
        "Open requests, gaps and referral positions, or one of these.";
    /// Options to put first.
    FIRST = Query "first", text(),
        "Ids of options, at most eight with commas between them, of which is said what would have to be true for them to come first.";
    /// Format of priorities.
    F_PRIORITIES = Query "f", json!({"type": "string", "enum": ["json", "csv", "xlsx", "geojson"], "default": "json"}),
        "Format of the answer: everything as JSON, options as CSV or XLSX, a row each, or as GeoJSON.";
    /// Format of a report.
    F_REPORT = Query "f", json!({"type": "string", "enum": ["pdf", "html"], "default": "pdf"}),
        "Format of the report: tagged PDF for print, or an accessible page.";
    /// Language of a report.
    LANG_REPORT = Query "lang", json!({"type": "string", "enum": ["en", "fr"], "default": "en"}), "Language of the report.";
    /// Scenarios of a report.
    SCENARIO = Query "scenario", json!({"type": "string", "example": "ice-three-weeks-shorter,counsellor-visits-wrigley"}),
        "Scenarios, by their ids with commas between them, that are held beside today, at most four; of two also what is otherwise from the first to the second. Those that come with the package unless given; none where it is empty.";
    /// A file of the look of reports.
    LOOK = Path "file", json!({"type": "string", "enum": ["style.css", "bc-sans-regular.ttf", "bc-sans-bold.ttf"]}), "Name of the file.";
    /// Format of groups.
    F_EQUITY = Query "f", json!({"type": "string", "enum": ["json", "csv", "geojson"], "default": "json"}),
        "Format of the answer: everything as JSON, groups as CSV, or communities with their value and groups as GeoJSON.";
    /// Format of a choice of places.
    F_SITING = Query "f", json!({"type": "string", "enum": ["json", "csv", "geojson"], "default": "json"}),
        "Format of the answer: everything as JSON, the additions as CSV, or additions and communities as GeoJSON.";
    /// Format of a round.
    F_CIRCUIT = Query "f", json!({"type": "string", "enum": ["json", "csv", "geojson"], "default": "json"}),
        "Format of the answer: everything as JSON, the stops as CSV, or stops and the journeys between them as GeoJSON.";
}
