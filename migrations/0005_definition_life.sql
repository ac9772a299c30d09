-- Why: definitions are proposed, engaged on, adopted and superseded; the text that people agreed to never changes.
-- How to come back: restore the backup made before this migration.
--
-- The new columns are NULL for every definition that is there already, so that no commitment of the ledger changes.

-- Where the definition was moved to; NULL while it stands where its text says that it begins.
alter table definition add column standing text
    constraint definition_standing_known check (
        standing in ('illustrative', 'draft', 'in_engagement', 'agreed', 'superseded')
    );

-- Who proposed it; NULL for one that came with a package.
alter table definition add column proposed_by text;

-- Dates as YYYY-MM-DD.
alter table definition add column proposed_on text;

alter table definition add column adopted_on text;

alter table definition add column superseded_on text;

-- What a body said of exactly one text of a version of a definition. Kept when the text of a draft changes.
create table engagement (
    engagement_id text not null,
    definition text not null,
    version text not null,
    -- SHA-256 of the text that was before the body, hex.
    digest text not null,
    body text not null,
    said_on text not null,
    position_taken text not null,
    -- Empty where none are on record.
    words text not null,
    -- How much everyone may see: all, the position alone, or nothing.
    shown text not null,
    -- The instant at which it was written down; NULL for one that came with a package.
    recorded_at text,
    constraint engagement_pk primary key (engagement_id),
    constraint engagement_digest_is_256_bits check (length(digest) = 64),
    constraint engagement_position_known check (position_taken in ('agree', 'ask_for_change', 'object')),
    constraint engagement_shown_known check (shown in ('all', 'position', 'nothing'))
);

-- Bodies that are asked about definitions, in the order of package.toml.
create table setting_engagement_body (
    setting_id text not null,
    position bigint not null,
    body text not null,
    name_en text not null,
    name_fr text not null,
    -- 1: a definition is adopted only with its agreement.
    required bigint not null,
    -- The Indigenous government that it is, where it is one.
    government text,
    constraint setting_engagement_body_pk primary key (setting_id, position),
    constraint setting_engagement_body_once unique (setting_id, body),
    constraint setting_engagement_body_required_truth check (required in (0, 1)),
    constraint setting_engagement_body_of_setting foreign key (setting_id) references setting (setting_id)
        on delete cascade
);

-- What in that list is still a choice to be made.
alter table setting add column engagement_choice_en text;

alter table setting add column engagement_choice_fr text;

-- Texts that were agreed to, or laid aside, written by a trigger and never changed: the definition of that id is this
-- text for ever. A record is rewritten as a whole, so that the definition itself may be gone for the length of a
-- transaction, and not longer: the reference is checked at commit.
create table adopted_text (
    definition_id text not null,
    document text not null,
    constraint adopted_text_pk primary key (definition_id),
    constraint adopted_text_stays foreign key (definition_id) references definition (definition_id)
        deferrable initially deferred
);
