-- Why: the working group's decisions on what could be done are kept with their reasons, their dissent, the ranking that they rest on
-- and how things stood, so that a year later anybody can see what came of them. They are kept sealed as submitted requests
-- are: when a request is taken back, what was decided on it may repeat its words, and goes with it.
-- How to come back: restore the backup made before this migration.

create table decision (
    -- Random: never used again.
    decision_id text not null,
    -- The option that was decided on: request:ID or gap:COMMUNITY.STANDARD.
    subject text not null,
    -- Counts its versions: whoever writes says which one they have seen.
    version bigint not null,
    -- ChaCha20-Poly1305 over everything that the decision says, hex. NULL once the request that it is about is taken back.
    sealed text,
    withdrawn_on text,
    constraint decision_pk primary key (decision_id),
    constraint decision_version_from_one check (version >= 1),
    constraint decision_is_sealed_or_withdrawn check (
        (sealed is null and withdrawn_on is not null) or (sealed is not null and withdrawn_on is null)
    )
);

-- One decision on an option stands at a time; what it said before is its history.
create unique index decision_once on decision (subject) where sealed is not null;
