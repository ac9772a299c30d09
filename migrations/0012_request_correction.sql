-- Why: a call in the public record may be wrong. The body that it names, and the working group, say so beside it; the record
-- itself stays as its source has it. What they say is kept sealed as submitted requests are, so that they can take it back.
-- How to come back: restore the backup made before this migration.

-- Which Indigenous governments a call names. That each is one that the package knows is checked when a package is read.
create table request_government (
    request_id text not null,
    position bigint not null,
    indigenous_government_id text not null,
    constraint request_government_pk primary key (request_id, position),
    constraint request_government_of_request foreign key (request_id) references request (request_id) on delete cascade
);

create table request_correction (
    -- Random: never used again.
    request_correction_id text not null,
    -- The call. No foreign key: a package may leave it out for a while, and what was said of it is not the package's.
    request_id text not null,
    -- Who says so; NULL is the working group. Stays when the correction is taken back.
    government_id text,
    -- Counts its versions: whoever writes says which one they have seen.
    version bigint not null,
    -- ChaCha20-Poly1305 over everything that the correction says, hex. NULL once it is taken back.
    sealed text,
    withdrawn_on text,
    constraint request_correction_pk primary key (request_correction_id),
    constraint request_correction_version_from_one check (version >= 1),
    constraint request_correction_is_sealed_or_withdrawn check (
        (sealed is null and withdrawn_on is not null) or (sealed is not null and withdrawn_on is null)
    )
);

create index request_correction_by_request on request_correction (request_id);

-- One body says one thing of a call at a time.
create unique index request_correction_once on request_correction (request_id, coalesce(government_id, ''))
    where sealed is not null;
