-- Why: how a version of a definition stood on an earlier day is asked about; the day of its adoption was kept, the day on which
-- it went before the people who must agree was not.
-- How to come back: restore the backup made before. Older servers do not know this column.

-- YYYY-MM-DD; NULL for versions that went there before this column was.
alter table definition add column engaged_on text;
