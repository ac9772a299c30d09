-- Why: a road that opened in 2017 was no way to anywhere in 2016; what one could reach on an earlier date hangs on that.
-- How to come back: restore the backup made before. Older servers do not know these columns.

-- When it was built or first run, as exactly as it is known: YYYY, YYYY-MM or YYYY-MM-DD.
alter table link add column opened_on text;
-- The last day on which it was there.
alter table link add column closed_on text;
