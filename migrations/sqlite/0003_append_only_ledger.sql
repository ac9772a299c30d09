-- Why: the ledger is only ever added to, at its end. The server asks for nothing else; this stops what is not the server.
-- How to come back: drop the three triggers; they hold no data.

create trigger ledger_refuses_update before update on ledger
begin
    select raise(abort, 'ledger is append-only: entries are never changed');
end;

create trigger ledger_refuses_delete before delete on ledger
begin
    select raise(abort, 'ledger is append-only: entries are never removed');
end;

-- Fires before the conflict handling of `insert or replace`, which would otherwise remove a row unseen.
create trigger ledger_only_grows_at_its_end before insert on ledger
when
    new.position <> (select coalesce(max(position), 0) + 1 from ledger)
    or exists (select 1 from ledger where position = new.position - 1 and hash <> new.previous_hash)
begin
    select raise(abort, 'ledger is append-only: an entry follows the last one');
end;
