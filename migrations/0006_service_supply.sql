-- Why: a definition may ask how many of the planned visits took place, how long people wait and how many people share a
-- position; services say so here, where it is known.
-- How to come back: restore the backup made before. Older servers do not know these columns.

-- Share of the planned visits that took place when they were last counted, 0 to 1.
alter table service add column delivered_share double precision;
-- Days that people waited when that was last counted.
alter table service add column wait_days double precision;
-- Funded positions in full-time equivalents.
alter table service add column positions double precision;
