-- Why: the text of an agreed definition never changes. The server asks for nothing else; this stops what is not the server.
-- How to come back: drop the triggers and the functions; they hold no data.

create function definition_keep_adopted_text() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from adopted_text
        where adopted_text.definition_id = new.definition_id
            and (adopted_text.document <> new.document or coalesce(new.standing, '') not in ('agreed', 'superseded'))
    ) then
        raise exception 'definition_adopted_text_never_changes';
    end if;
    if tg_op = 'UPDATE' then
        if exists (
            select 1 from adopted_text
            where adopted_text.definition_id = old.definition_id
                and (old.definition_id <> new.definition_id or old.digest <> new.digest)
        ) then
            raise exception 'definition_adopted_text_never_changes';
        end if;
    end if;
    return new;
end
$$;

create trigger definition_refuses_another_adopted_text before insert or update on definition
    for each row execute function definition_keep_adopted_text();

create function definition_adopt_text() returns trigger language plpgsql as $$
begin
    if new.standing in ('agreed', 'superseded') then
        insert into adopted_text (definition_id, document) values (new.definition_id, new.document)
        on conflict do nothing;
    end if;
    return null;
end
$$;

create trigger definition_adopts_its_text after insert or update on definition
    for each row execute function definition_adopt_text();

create function adopted_text_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'definition_adopted_text_never_changes';
end
$$;

create trigger adopted_text_refuses_update_and_delete before update or delete on adopted_text
    for each row execute function adopted_text_refuse();

create trigger adopted_text_refuses_truncate before truncate on adopted_text
    for each statement execute function adopted_text_refuse();
