-- Why: the way through care is shown for each community: who may enter a service, who refers to whom, and in which steps.
-- And a service may carry what a study found of it.
-- How to come back: restore the backup made before. Older servers do not know these tables.

-- Who may enter. Of a service, or of every service of a type: exactly one of both columns. That each is one that the
-- package knows is checked when a package is read.
create table service_entry (
    service_entry_id text not null,
    service_id text,
    service_type_id text,
    confidence text,
    notes text not null,
    constraint service_entry_pk primary key (service_entry_id),
    constraint service_entry_of_one check ((service_id is null) <> (service_type_id is null)),
    constraint service_entry_confidence_known check (confidence in ('low', 'medium', 'high'))
);

create table service_entry_entrance (
    service_entry_id text not null,
    position bigint not null,
    -- By whose word somebody enters.
    entrance text not null,
    constraint service_entry_entrance_pk primary key (service_entry_id, position),
    constraint service_entry_entrance_known check (entrance in ('self', 'provider', 'court')),
    constraint service_entry_entrance_of_entry foreign key (service_entry_id) references service_entry (service_entry_id)
        on delete cascade
);

create table referral (
    referral_id text not null,
    from_service_id text,
    from_service_type_id text,
    to_service_id text,
    to_service_type_id text,
    confidence text,
    notes text not null,
    constraint referral_pk primary key (referral_id),
    constraint referral_from_one check ((from_service_id is null) <> (from_service_type_id is null)),
    constraint referral_to_one check ((to_service_id is null) <> (to_service_type_id is null)),
    constraint referral_confidence_known check (confidence in ('low', 'medium', 'high'))
);

create table pathway (
    pathway_id text not null,
    title_en text not null,
    title_fr text not null,
    -- Whether anybody has agreed that this is the way.
    standing text not null,
    about_en text not null,
    about_fr text not null,
    constraint pathway_pk primary key (pathway_id),
    constraint pathway_standing_known check (
        standing in ('illustrative', 'draft', 'in_engagement', 'agreed', 'superseded')
    )
);

create table pathway_step (
    pathway_id text not null,
    position bigint not null,
    step text not null,
    title_en text not null,
    title_fr text not null,
    -- 1: one goes home first.
    at_home bigint not null,
    constraint pathway_step_pk primary key (pathway_id, position),
    constraint pathway_step_once unique (pathway_id, step),
    constraint pathway_step_at_home_truth check (at_home in (0, 1)),
    constraint pathway_step_of_pathway foreign key (pathway_id) references pathway (pathway_id) on delete cascade
);

-- Types of service of which one serves a step, in order, over all steps of the pathway.
create table pathway_step_type (
    pathway_id text not null,
    position bigint not null,
    step text not null,
    service_type_id text not null,
    constraint pathway_step_type_pk primary key (pathway_id, position),
    constraint pathway_step_type_of_pathway foreign key (pathway_id) references pathway (pathway_id) on delete cascade
);

create table pathway_step_source (
    pathway_id text not null,
    position bigint not null,
    step text not null,
    source_id text not null,
    constraint pathway_step_source_pk primary key (pathway_id, position),
    constraint pathway_step_source_of_pathway foreign key (pathway_id) references pathway (pathway_id) on delete cascade
);

-- What a study found of a service, or of a type of service.
create table evaluation (
    evaluation_id text not null,
    service_id text,
    service_type_id text,
    outcome_en text not null,
    outcome_fr text not null,
    -- NULL where nothing was published as a number.
    found double precision,
    -- 1: at least that much.
    is_at_least bigint not null,
    unit_en text not null,
    unit_fr text not null,
    counts_en text,
    counts_fr text,
    gained_by_en text,
    gained_by_fr text,
    -- The evaluation whose share this is.
    share_of text,
    period text,
    study_en text,
    study_fr text,
    -- The year of the study.
    studied_in bigint,
    limits_en text,
    limits_fr text,
    confidence text,
    notes text not null,
    constraint evaluation_pk primary key (evaluation_id),
    constraint evaluation_of_one check ((service_id is null) <> (service_type_id is null)),
    constraint evaluation_is_at_least_truth check (is_at_least in (0, 1)),
    constraint evaluation_confidence_known check (confidence in ('low', 'medium', 'high'))
);
