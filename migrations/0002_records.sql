-- Why: the records of a jurisdiction package as relations, so that the database itself refuses what cannot be.
-- How to come back: restore the backup made before this migration.
--
-- One text runs on SQLite and on PostgreSQL: text, bigint and double precision mean the same on both; truth is 0 or 1.
-- NULL is "not published" and never stands for 0, false or none. Lists keep their order in `position`, from 0.
-- References between records are checked at commit, so that records can be written in any order. A reference to a file
-- that a package may leave out (types, languages, governments, sources) has no foreign key: the checker of packages
-- judges it where the file is there.

create table community (
    community_id text not null,
    name text not null,
    traditional_name text,
    former_name text,
    region text,
    hss_region text,
    authority text,
    governance text,
    -- WGS84 degrees.
    lon double precision not null,
    lat double precision not null,
    csd_code text,
    indigenous_share double precision,
    indigenous_share_year bigint,
    road_access text,
    health_facility text,
    -- The community whose count includes these people.
    part_of text,
    confidence text,
    notes text not null,
    constraint community_pk primary key (community_id),
    constraint community_lon_in_range check (lon between -180 and 180),
    constraint community_lat_in_range check (lat between -90 and 90),
    constraint community_share_in_range check (indigenous_share between 0 and 1),
    constraint community_not_part_of_itself check (part_of <> community_id),
    constraint community_confidence_known check (confidence in ('low', 'medium', 'high')),
    constraint community_part_of_community foreign key (part_of) references community (community_id)
        deferrable initially deferred
);

-- The newest count first; a place without a count of its own has no row.
create table community_count (
    community_id text not null,
    position bigint not null,
    -- NULL where the package only says "population".
    year bigint,
    people bigint not null,
    constraint community_count_pk primary key (community_id, position),
    constraint community_count_people_not_negative check (people >= 0),
    constraint community_count_of_community foreign key (community_id) references community (community_id)
        on delete cascade
);

create table community_language (
    community_id text not null,
    position bigint not null,
    language_code text not null,
    constraint community_language_pk primary key (community_id, position),
    constraint community_language_of_community foreign key (community_id) references community (community_id)
        on delete cascade
);

create table community_government (
    community_id text not null,
    position bigint not null,
    indigenous_government_id text not null,
    constraint community_government_pk primary key (community_id, position),
    constraint community_government_of_community foreign key (community_id) references community (community_id)
        on delete cascade
);

create table region (
    region_id text not null,
    name_en text not null,
    name_fr text not null,
    -- The region's name as the communities' column has it.
    matches text not null,
    -- GeoJSON geometry, WGS84 degrees.
    geometry text not null,
    -- The other properties of the feature, as a JSON object.
    properties text not null,
    constraint region_pk primary key (region_id)
);

create table service (
    service_id text not null,
    name text not null,
    service_type_id text not null,
    status text not null,
    community_id text,
    place_name text,
    -- The site, WGS84 degrees: both or neither.
    lon double precision,
    lat double precision,
    in_territory bigint,
    delivery_mode text,
    -- 'all', or 'areas' as listed in service_area; NULL where nobody has published whom it serves.
    serves text,
    sites text not null,
    shown text not null,
    visit_frequency text,
    visits_per_month double precision,
    operator text,
    operator_kind text,
    indigenous_led bigint,
    -- 1: service_language has all of them (perhaps none); 0: nobody has published them.
    languages_known bigint not null,
    population_served text,
    capacity text,
    -- Dates as far as they are known: YYYY, YYYY-MM or YYYY-MM-DD.
    opened_on text,
    closed_on text,
    -- What ran when last observed; 'unknown' is "looked into and could not be told", NULL is "not looked into".
    actual text,
    observed_on text,
    confidence text,
    notes text not null,
    constraint service_pk primary key (service_id),
    constraint service_status_known check (status in ('existing', 'closed', 'in_development', 'proposed')),
    constraint service_site_has_both check ((lon is null) = (lat is null)),
    constraint service_lon_in_range check (lon between -180 and 180),
    constraint service_lat_in_range check (lat between -90 and 90),
    constraint service_in_territory_truth check (in_territory in (0, 1)),
    constraint service_delivery_mode_known check (
        delivery_mode in ('resident', 'visiting', 'virtual', 'on_the_land', 'residential_facility')
    ),
    constraint service_serves_known check (serves in ('all', 'areas')),
    constraint service_sites_known check (sites in ('one', 'each')),
    constraint service_shown_known check (shown in ('exact', 'community', 'hidden')),
    constraint service_visits_not_negative check (visits_per_month >= 0),
    constraint service_indigenous_led_truth check (indigenous_led in (0, 1)),
    constraint service_languages_known_truth check (languages_known in (0, 1)),
    constraint service_actual_known check (actual in ('running', 'vacant', 'suspended', 'unknown')),
    constraint service_confidence_known check (confidence in ('low', 'medium', 'high')),
    constraint service_in_community foreign key (community_id) references community (community_id)
        deferrable initially deferred
);

create table service_area (
    service_id text not null,
    position bigint not null,
    -- A community's id or a region's, as the package names it.
    area text not null,
    constraint service_area_pk primary key (service_id, position),
    constraint service_area_of_service foreign key (service_id) references service (service_id) on delete cascade
);

create table service_language (
    service_id text not null,
    position bigint not null,
    language_code text not null,
    constraint service_language_pk primary key (service_id, position),
    constraint service_language_of_service foreign key (service_id) references service (service_id) on delete cascade
);

create table request (
    request_id text not null,
    requested_by text not null,
    requested_by_kind text,
    service_type_id text not null,
    community_id text,
    delivery_mode text,
    -- YYYY, YYYY-MM or YYYY-MM-DD.
    asked_on text,
    status text not null,
    visibility text not null,
    origin text not null,
    confidence text,
    notes text not null,
    constraint request_pk primary key (request_id),
    constraint request_delivery_mode_known check (
        delivery_mode in ('resident', 'visiting', 'virtual', 'on_the_land', 'residential_facility')
    ),
    constraint request_status_known check (status in ('open', 'partly_met', 'met', 'declined', 'unknown')),
    constraint request_visibility_known check (visibility in ('owner', 'working_group', 'public')),
    constraint request_origin_known check (origin in ('public_record', 'submitted')),
    constraint request_confidence_known check (confidence in ('low', 'medium', 'high')),
    constraint request_for_community foreign key (community_id) references community (community_id)
        deferrable initially deferred
);

create table request_region (
    request_id text not null,
    position bigint not null,
    region text not null,
    constraint request_region_pk primary key (request_id, position),
    constraint request_region_of_request foreign key (request_id) references request (request_id) on delete cascade
);

create table service_type (
    service_type_id text not null,
    name_en text not null,
    name_fr text not null,
    description text not null,
    stepped_care_level text,
    key_service bigint,
    hsds_taxonomy text,
    constraint service_type_pk primary key (service_type_id),
    constraint service_type_key_service_truth check (key_service in (0, 1))
);

create table indigenous_government (
    indigenous_government_id text not null,
    name text not null,
    kind_of_body text not null,
    settlement_or_treaty text,
    notes text not null,
    constraint indigenous_government_pk primary key (indigenous_government_id)
);

create table indigenous_government_community (
    indigenous_government_id text not null,
    position bigint not null,
    community_id text not null,
    constraint indigenous_government_community_pk primary key (indigenous_government_id, position),
    constraint indigenous_government_community_of_government foreign key (indigenous_government_id)
        references indigenous_government (indigenous_government_id) on delete cascade,
    constraint indigenous_government_community_in_community foreign key (community_id)
        references community (community_id) deferrable initially deferred
);

create table language (
    -- BCP 47 tag.
    language_id text not null,
    name_en text not null,
    name_self text not null,
    script text,
    translation_phone text,
    phone_year bigint,
    notes text not null,
    constraint language_pk primary key (language_id)
);

create table need (
    -- Indicator, kind of area, area and year, and a number where a file has several such rows.
    need_id text not null,
    -- Place in the order of the file, from 0.
    position bigint not null,
    indicator text not null,
    area_kind text not null,
    area text not null,
    year text not null,
    -- As published: some are ranges or words. NULL where no value was published.
    published_value text,
    unit text not null,
    notes text not null,
    constraint need_pk primary key (need_id)
);

create table source (
    source_id text not null,
    title text not null,
    publisher text,
    url text,
    published_on text,
    licence text,
    used_for text not null,
    constraint source_pk primary key (source_id)
);

create table source_citation (
    source_id text not null,
    position bigint not null,
    -- A part of the package that cites the source.
    cited_in text not null,
    constraint source_citation_pk primary key (source_id, position),
    constraint source_citation_of_source foreign key (source_id) references source (source_id) on delete cascade
);

create table statement (
    statement_id text not null,
    dimension text not null,
    statement text not null,
    -- The number in it and its unit, as published.
    threshold text,
    unit text,
    applies_to text not null,
    notes text not null,
    constraint statement_pk primary key (statement_id)
);

create table node (
    node_id text not null,
    name text not null,
    kind_of_node text not null,
    lon double precision not null,
    lat double precision not null,
    community_id text,
    iata text,
    confidence text,
    notes text not null,
    constraint node_pk primary key (node_id),
    constraint node_kind_known check (kind_of_node in ('community', 'junction', 'gateway')),
    constraint node_lon_in_range check (lon between -180 and 180),
    constraint node_lat_in_range check (lat between -90 and 90),
    constraint node_confidence_known check (confidence in ('low', 'medium', 'high')),
    constraint node_of_community foreign key (community_id) references community (community_id)
        deferrable initially deferred
);

create table link (
    link_id text not null,
    from_node_id text not null,
    to_node_id text not null,
    mode text not null,
    distance_km double precision,
    -- Time moving. Whole seconds, so that sums are exact.
    travel_seconds bigint,
    derivation text,
    -- 1: the package has no windows. 0: open from the first to the last day, both included, either perhaps unknown.
    always_open bigint not null,
    opens_day bigint,
    closes_day bigint,
    departures_per_week double precision,
    operator text,
    highway_name text,
    bidirectional bigint not null,
    confidence text,
    notes text not null,
    constraint link_pk primary key (link_id),
    constraint link_mode_known check (
        mode in (
            'all_season_road', 'winter_road', 'ice_crossing', 'ferry', 'scheduled_air', 'charter_air', 'seasonal_boat'
        )
    ),
    constraint link_distance_not_negative check (distance_km >= 0),
    constraint link_time_not_negative check (travel_seconds >= 0),
    constraint link_always_open_truth check (always_open in (0, 1)),
    constraint link_opens_day_of_year check (opens_day between 1 and 365),
    constraint link_closes_day_of_year check (closes_day between 1 and 365),
    constraint link_always_open_has_no_edges check (always_open = 0 or (opens_day is null and closes_day is null)),
    constraint link_departures_not_negative check (departures_per_week >= 0),
    constraint link_bidirectional_truth check (bidirectional in (0, 1)),
    constraint link_confidence_known check (confidence in ('low', 'medium', 'high')),
    constraint link_from_node foreign key (from_node_id) references node (node_id) deferrable initially deferred,
    constraint link_to_node foreign key (to_node_id) references node (node_id) deferrable initially deferred
);

create table season (
    -- The season's name in the file and the area: rows for parts of the territory stand beside those for the whole.
    season_id text not null,
    -- Place in the order of the file, from 0.
    position bigint not null,
    season text not null,
    area text not null,
    name_en text not null,
    name_fr text not null,
    -- Days of a year of 365; both ends included; may wrap the new year.
    from_day bigint not null,
    to_day bigint not null,
    representative_day bigint,
    ferries text,
    ice_crossings text,
    winter_roads text,
    confidence text,
    notes text not null,
    constraint season_pk primary key (season_id),
    constraint season_from_day_of_year check (from_day between 1 and 365),
    constraint season_to_day_of_year check (to_day between 1 and 365),
    constraint season_representative_day_of_year check (representative_day between 1 and 365),
    constraint season_confidence_known check (confidence in ('low', 'medium', 'high'))
);

-- A definition is its authors' text; what it says is read from the text each time, so that the two cannot differ.
create table definition (
    -- Id and version.
    definition_id text not null,
    definition text not null,
    version text not null,
    -- SHA-256 of the text in UTF-8, hex.
    digest text not null,
    document text not null,
    constraint definition_pk primary key (definition_id),
    constraint definition_digest_is_256_bits check (length(digest) = 64)
);

create table basemap_layer (
    basemap_layer_id text not null,
    -- RFC 7946 feature collection, as the file has it.
    geojson text not null,
    constraint basemap_layer_pk primary key (basemap_layer_id)
);

-- The package's own settings: one row.
create table setting (
    setting_id text not null,
    package text not null,
    name_en text not null,
    name_fr text not null,
    credit_en text not null,
    credit_fr text not null,
    made_on text,
    suppress_below bigint not null,
    default_definition text,
    projection_epsg bigint,
    projection_name text,
    projection_proj text,
    connect_within_km double precision not null,
    connect_kmh double precision not null,
    fallback_kmh double precision not null,
    -- Which column of community names the region that service_area speaks of.
    region_column text not null,
    constraint setting_pk primary key (setting_id),
    constraint setting_only_one check (setting_id = 'package'),
    constraint setting_suppress_below_not_negative check (suppress_below >= 0),
    constraint setting_projection_whole check (
        (projection_epsg is null) = (projection_name is null) and (projection_name is null) = (projection_proj is null)
    ),
    constraint setting_connect_within_not_negative check (connect_within_km >= 0),
    constraint setting_connect_speed_positive check (connect_kmh > 0),
    constraint setting_fallback_speed_positive check (fallback_kmh > 0),
    constraint setting_region_column_known check (region_column in ('region', 'hss_region'))
);

create table setting_language (
    setting_id text not null,
    position bigint not null,
    language text not null,
    constraint setting_language_pk primary key (setting_id, position),
    constraint setting_language_of_setting foreign key (setting_id) references setting (setting_id) on delete cascade
);

create table setting_boarding (
    setting_id text not null,
    mode text not null,
    boarding_seconds bigint not null,
    constraint setting_boarding_pk primary key (setting_id, mode),
    constraint setting_boarding_mode_known check (
        mode in (
            'all_season_road', 'winter_road', 'ice_crossing', 'ferry', 'scheduled_air', 'charter_air', 'seasonal_boat'
        )
    ),
    constraint setting_boarding_not_negative check (boarding_seconds >= 0),
    constraint setting_boarding_of_setting foreign key (setting_id) references setting (setting_id) on delete cascade
);

-- Which record cites which source, in the record's order.
create table record_source (
    kind text not null,
    record_id text not null,
    position bigint not null,
    source_id text not null,
    constraint record_source_pk primary key (kind, record_id, position),
    constraint record_source_of_record foreign key (kind, record_id) references record (kind, record_id)
        on delete cascade
);

create index record_source_by_source on record_source (source_id);

-- A record's further columns, by header.
create table record_attribute (
    kind text not null,
    record_id text not null,
    header text not null,
    cell text not null,
    constraint record_attribute_pk primary key (kind, record_id, header),
    constraint record_attribute_of_record foreign key (kind, record_id) references record (kind, record_id)
        on delete cascade
);
