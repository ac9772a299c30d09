-- Why: every change to a record is written down once, in order, and each entry is chained to the one before.
-- How to come back: restore the backup made before this migration; there is nothing older to return to.

create table ledger (
    -- 1, 2, 3, … without a gap; the order is the order of the commits.
    position bigint not null,
    -- The instant as RFC 3339 text in UTC, byte for byte as it was hashed.
    recorded_at text not null,
    -- Who made the change: the name of an account or of a command, never the name of a person served.
    actor text not null,
    -- No list of allowed words here: an append-only table cannot be rebuilt to widen a check.
    action text not null,
    -- The changed record: a kind of record and the id it has among them.
    kind text not null,
    record_id text not null,
    -- HMAC-SHA-256 over the reason and the record's canonical bytes, hex. Its key is in record_key, so that erasing
    -- the key leaves an entry that still proves the order of changes but can confirm no guess about the words.
    commitment text not null,
    -- The hash of the entry before; 64 zeros for the first.
    previous_hash text not null,
    -- SHA-256 over all of the above, hex.
    hash text not null,
    constraint ledger_pk primary key (position),
    constraint ledger_hash_unique unique (hash),
    constraint ledger_position_from_one check (position >= 1),
    constraint ledger_actor_named check (length(actor) > 0),
    constraint ledger_action_named check (length(action) > 0),
    constraint ledger_commitment_is_256_bits check (length(commitment) = 64),
    constraint ledger_previous_hash_is_256_bits check (length(previous_hash) = 64),
    constraint ledger_hash_is_256_bits check (length(hash) = 64)
);

create index ledger_by_record on ledger (kind, record_id, position);

-- What erasure destroys: the key behind a commitment, and the words that say why the change was made.
create table record_key (
    position bigint not null,
    -- 256 random bits, hex; drawn anew for every version of every record.
    secret text not null,
    reason text not null,
    constraint record_key_pk primary key (position),
    constraint record_key_of_an_entry foreign key (position) references ledger (position),
    constraint record_key_is_256_bits check (length(secret) = 64)
);

-- One row for each record that exists now: which entry of the ledger made it what it is.
create table record (
    kind text not null,
    record_id text not null,
    position bigint not null,
    constraint record_pk primary key (kind, record_id),
    constraint record_position_unique unique (position),
    constraint record_made_by_an_entry foreign key (position) references ledger (position)
);
