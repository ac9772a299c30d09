-- Why: the text of an agreed definition never changes. The server asks for nothing else; this stops what is not the server.
-- How to come back: drop the triggers; they hold no data.

-- Fires before the conflict handling of `insert or replace`.
create trigger definition_refuses_another_adopted_text_on_insert before insert on definition
when exists (
    select 1 from adopted_text
    where adopted_text.definition_id = new.definition_id
        and (adopted_text.document <> new.document or coalesce(new.standing, '') not in ('agreed', 'superseded'))
)
begin
    select raise(abort, 'definition_adopted_text_never_changes');
end;

create trigger definition_refuses_another_adopted_text_on_update before update on definition
when exists (
    select 1 from adopted_text
    where adopted_text.definition_id = old.definition_id
        and (
            adopted_text.document <> new.document
            or adopted_text.definition_id <> new.definition_id
            or old.digest <> new.digest
            or coalesce(new.standing, '') not in ('agreed', 'superseded')
        )
)
begin
    select raise(abort, 'definition_adopted_text_never_changes');
end;

create trigger definition_adopts_its_text_on_insert after insert on definition
when
    new.standing in ('agreed', 'superseded')
    and not exists (select 1 from adopted_text where adopted_text.definition_id = new.definition_id)
begin
    insert into adopted_text (definition_id, document) values (new.definition_id, new.document);
end;

create trigger definition_adopts_its_text_on_update after update on definition
when
    new.standing in ('agreed', 'superseded')
    and not exists (select 1 from adopted_text where adopted_text.definition_id = new.definition_id)
begin
    insert into adopted_text (definition_id, document) values (new.definition_id, new.document);
end;

create trigger adopted_text_refuses_update before update on adopted_text
begin
    select raise(abort, 'definition_adopted_text_never_changes');
end;

create trigger adopted_text_refuses_delete before delete on adopted_text
begin
    select raise(abort, 'definition_adopted_text_never_changes');
end;

-- Fires before the conflict handling of `insert or replace`.
create trigger adopted_text_refuses_replacing before insert on adopted_text
when exists (select 1 from adopted_text where adopted_text.definition_id = new.definition_id)
begin
    select raise(abort, 'definition_adopted_text_never_changes');
end;
