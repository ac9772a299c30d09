-- Why: an answer can be given again only if the facts it rested on can be read again. Every version of every record is
-- kept beside the ledger, which says what became of the record when, and commits to the version's bytes.
-- How to come back: drop the triggers, the three functions and the two tables; what is true now stands in the tables of
-- records.
--
-- Where the ledger is older than this, history begins with the records as they are when the database is next opened.

create table record_version (
    -- The entry that made this version; it says which record it is of. A removal has none.
    position bigint not null,
    -- The record's rows as JSON: [["table",{"column":value,…}],…], cells that are NULL left out, in the order in which
    -- the ledger commits to them. NULL once the words have been erased.
    content text,
    constraint record_version_pk primary key (position),
    constraint record_version_of_an_entry foreign key (position) references ledger (position)
);

-- Where a transaction ended: the package is only ever looked at whole. The first one is where history begins.
create table ledger_head (
    position bigint not null,
    constraint ledger_head_pk primary key (position),
    constraint ledger_head_is_an_entry foreign key (position) references ledger (position)
);

-- Withdrawing a record must be able to erase its words. That is the one change let through: content becomes NULL, the
-- row stays, and the key in record_key goes in the same transaction. `verify` finds one without the other.
create function record_version_refuse() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if new.content is null and new.position = old.position then
            return new;
        end if;
        raise exception 'history is append-only: a kept version is never changed, only erased';
    end if;
    raise exception 'history is append-only: kept versions are never removed';
end
$$;

create trigger record_version_refuses_update_and_delete before update or delete on record_version
    for each row execute function record_version_refuse();

create trigger record_version_refuses_truncate before truncate on record_version
    for each statement execute function record_version_refuse();

create function ledger_head_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'history is append-only: heads are never changed or removed';
end
$$;

create trigger ledger_head_refuses_update_and_delete before update or delete on ledger_head
    for each row execute function ledger_head_refuse();

create trigger ledger_head_refuses_truncate before truncate on ledger_head
    for each statement execute function ledger_head_refuse();

-- A server of an older version, still running when this one has changed the tables, keeps no versions: it is refused.
create function record_check_version() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from record_version where position = new.position) then
        raise exception 'history has no gaps: a record is written after its version is kept';
    end if;
    return new;
end
$$;

create trigger record_has_a_kept_version before insert on record
    for each row execute function record_check_version();
