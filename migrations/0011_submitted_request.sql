-- Why: Indigenous governments submit requests here and keep control of their words. The words are kept sealed, here and in
-- record_version alike, under a key made from the 32 bytes in record_key: erasing those bytes erases every copy of the
-- words that is left on a disk.
-- How to come back: restore the backup made before this migration.

create table submitted_request (
    -- Random: says nothing of when, or after how many others.
    submitted_request_id text not null,
    -- Whose it is: stays when the request is withdrawn, so that its owner can be told so, and nobody else.
    government_id text not null,
    -- Counts its versions: whoever writes says which one they have seen.
    version bigint not null,
    -- ChaCha20-Poly1305 over everything that the request says, hex. NULL once it is withdrawn; the row stays, so that its
    -- id is never used again.
    sealed text,
    withdrawn_on text,
    constraint submitted_request_pk primary key (submitted_request_id),
    constraint submitted_request_version_from_one check (version >= 1),
    constraint submitted_request_is_sealed_or_withdrawn check (
        (sealed is null and withdrawn_on is not null) or (sealed is not null and withdrawn_on is null)
    )
);

-- What was asked for under a client's own key, so that it is done once however often it is sent.
create table request_claim (
    -- SHA-256 over who sent it, to which route, and the key.
    claim text not null,
    submitted_request_id text not null,
    -- The entry of the version that was made: the answer is given again from what that version said.
    position bigint not null,
    -- HMAC-SHA-256 over what was sent, under the secret of that version: erased with it, it confirms no guess.
    sent_digest text not null,
    -- RFC 3339 in UTC; forgotten from then on.
    kept_until text not null,
    constraint request_claim_pk primary key (claim),
    constraint request_claim_of_a_request foreign key (submitted_request_id)
        references submitted_request (submitted_request_id),
    constraint request_claim_of_an_entry foreign key (position) references ledger (position)
);

create index request_claim_by_age on request_claim (kept_until);

-- Who read a request that is not theirs, for its owner. Goes when the request is withdrawn.
create table request_access (
    submitted_request_id text not null,
    -- RFC 3339 in UTC.
    accessed_at text not null,
    -- The name of an account.
    reader text not null,
    reader_role text not null,
    constraint request_access_of_a_request foreign key (submitted_request_id)
        references submitted_request (submitted_request_id)
);

create index request_access_by_request on request_access (submitted_request_id, accessed_at);
