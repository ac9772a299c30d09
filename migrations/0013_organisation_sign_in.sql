-- Why: people whose organisation has a sign-in of its own (OpenID Connect) sign in by its word. An account says whose word
-- it takes: the issuer and the subject, set by an administrator. A round trip to the provider is known again when it ends.
-- How to come back: restore the backup made before this migration. Older servers know neither the columns nor the table;
-- accounts that have no password are then signed in to with a one-time link.

-- Part of the account's record, and so of what the ledger commits to. Nullable columns change no earlier commitment.
alter table account add column oidc_issuer text;
-- As the provider gave it, to the byte; nothing that it says of somebody beside it is kept.
alter table account add column oidc_subject text
    constraint account_identity_whole check ((oidc_issuer is null) = (oidc_subject is null));

-- One person at a provider signs in to one account.
create unique index account_identity_once on account (oidc_issuer, oidc_subject);

create table sign_in_trip (
    -- SHA-256 of the secret in the cookie of the browser that set out, hex. What ties both ends together is made from that
    -- secret, and is nowhere here.
    digest text not null,
    -- Seconds since 1970-01-01 UTC.
    expires_at bigint not null,
    -- When a browser came back with it: nobody comes back twice.
    ended_at bigint,
    -- Whom the provider named, where no account is linked to them: shown to that browser until the trip expires.
    subject text,
    constraint sign_in_trip_pk primary key (digest),
    constraint sign_in_trip_digest_is_256_bits check (length(digest) = 64),
    constraint sign_in_trip_subject_after_end check (subject is null or ended_at is not null)
);

create index sign_in_trip_by_end on sign_in_trip (expires_at);
