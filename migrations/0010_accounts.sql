-- Why: people sign in. Who they are, in which roles, and what proves it: passwords, sessions, one-time links, tokens.
-- How to come back: restore the backup made before this migration. Older servers know none of these tables; the entries
-- of accounts and tokens in the ledger stay.
--
-- No secret that opens anything stands here: of sessions, links and tokens the SHA-256 of 256 random bits, of passwords
-- an argon2id hash. Accounts and tokens are records of the ledger; sessions and links are not, for they pass.

create table account (
    account_id text not null,
    -- Stays in the ledger with what was done under it: the name of a person or an office, no e-mail address.
    name text not null,
    -- The name as names are compared: without regard to case and to how letters are composed.
    name_key text not null,
    -- The Indigenous government whose people they are; of that role alone.
    government_id text,
    -- Dates as YYYY-MM-DD.
    added_on text not null,
    disabled_on text,
    -- SHA-256 of account_password.verifier, hex, so that the ledger speaks of it without holding it.
    password_digest text,
    constraint account_pk primary key (account_id),
    constraint account_name_once unique (name_key),
    constraint account_named check (length(name) > 0 and length(name_key) > 0),
    constraint account_no_address check (name not like '%@%'),
    constraint account_password_digest_is_256_bits check (length(password_digest) = 64)
);

create table account_role (
    account_id text not null,
    role text not null,
    constraint account_role_pk primary key (account_id, role),
    constraint account_role_known check (role in ('planner', 'working_group', 'government', 'administrator')),
    constraint account_role_of_account foreign key (account_id) references account (account_id) on delete cascade
);

-- A record is rewritten as a whole, so that an account may be gone for the length of a transaction, and not longer:
-- the references below are checked at commit.

-- Beside the account and no part of its history: what a password is checked against.
create table account_password (
    account_id text not null,
    -- A PHC string: $argon2id$v=19$m=…,t=…,p=…$salt$hash.
    verifier text not null,
    constraint account_password_pk primary key (account_id),
    constraint account_password_of_account foreign key (account_id) references account (account_id)
        deferrable initially deferred
);

create table session (
    -- SHA-256 of the cookie's value, hex.
    digest text not null,
    account_id text not null,
    -- Seconds since 1970-01-01 UTC: these are compared by the database.
    begun_at bigint not null,
    -- To the minute, or so: not every answer is worth a write.
    seen_at bigint not null,
    constraint session_pk primary key (digest),
    constraint session_digest_is_256_bits check (length(digest) = 64),
    constraint session_seen_after_begun check (seen_at >= begun_at),
    constraint session_of_account foreign key (account_id) references account (account_id)
        deferrable initially deferred
);

create index session_by_account on session (account_id);

create table one_time_link (
    -- SHA-256 of the link's secret, hex.
    digest text not null,
    account_id text not null,
    -- Seconds since 1970-01-01 UTC.
    expires_at bigint not null,
    constraint one_time_link_pk primary key (digest),
    constraint one_time_link_digest_is_256_bits check (length(digest) = 64),
    constraint one_time_link_of_account foreign key (account_id) references account (account_id)
        deferrable initially deferred
);

create index one_time_link_by_account on one_time_link (account_id);

create table token (
    token_id text not null,
    account_id text not null,
    label text not null,
    -- The first letters of the secret.
    prefix text not null,
    -- SHA-256 of the secret, hex.
    digest text not null,
    may_read bigint not null,
    may_write bigint not null,
    made_on text not null,
    -- The last day on which it can be used.
    expires_on text not null,
    -- Not in the ledger.
    last_used_on text,
    constraint token_pk primary key (token_id),
    constraint token_digest_once unique (digest),
    constraint token_digest_is_256_bits check (length(digest) = 64),
    constraint token_may_read_truth check (may_read in (0, 1)),
    constraint token_may_write_truth check (may_write in (0, 1)),
    constraint token_may_something check (may_read + may_write > 0),
    constraint token_of_account foreign key (account_id) references account (account_id)
        deferrable initially deferred
);

create index token_by_account on token (account_id);
