-- Why: the ledger is only ever added to, at its end. The server asks for nothing else; this stops what is not the server.
-- How to come back: drop the three triggers and the two functions; they hold no data.

create function ledger_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'ledger is append-only: entries are never changed or removed';
end
$$;

create trigger ledger_refuses_update_and_delete before update or delete on ledger
    for each row execute function ledger_refuse();

create trigger ledger_refuses_truncate before truncate on ledger
    for each statement execute function ledger_refuse();

create function ledger_check_end() returns trigger language plpgsql as $$
begin
    if new.position <> (select coalesce(max(position), 0) + 1 from ledger)
        or exists (select 1 from ledger where position = new.position - 1 and hash <> new.previous_hash)
    then
        raise exception 'ledger is append-only: an entry follows the last one';
    end if;
    return new;
end
$$;

create trigger ledger_only_grows_at_its_end before insert on ledger
    for each row execute function ledger_check_end();
