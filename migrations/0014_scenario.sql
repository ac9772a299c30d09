-- Why: scenarios. Some come with a package and are everyone's; others people keep here, share as they choose and take away
-- again. What somebody keeps is sealed as submitted requests are, so that taking it away takes every copy of its words.
-- How to come back: restore the backup made before this migration.

create table scenario (
    -- The file's name without its ending.
    scenario_id text not null,
    -- What it supposes, as JSON.
    document text not null,
    constraint scenario_pk primary key (scenario_id)
);

create table kept_scenario (
    -- Random: never used again, and says nothing of when, or after how many others.
    kept_scenario_id text not null,
    -- Counts its versions: whoever writes says which one they have seen.
    version bigint not null,
    -- ChaCha20-Poly1305 over everything: whose it is, with whom it is shared, what it supposes; hex. NULL once it is taken
    -- away; the row stays, so that its id is never used again.
    sealed text,
    withdrawn_on text,
    constraint kept_scenario_pk primary key (kept_scenario_id),
    constraint kept_scenario_version_from_one check (version >= 1),
    constraint kept_scenario_is_sealed_or_withdrawn check (
        (sealed is null and withdrawn_on is not null) or (sealed is not null and withdrawn_on is null)
    )
);
