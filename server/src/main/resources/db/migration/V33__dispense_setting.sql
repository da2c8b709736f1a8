-- What guards of rules need to know: where the prescriber prescribed, and under what circumstances (codes of Circumstance,
-- separated by blanks). Null where the record does not tell. Rows of before learn it when their dispense is read again.
alter table dispense add column practice varchar(400);
alter table dispense add column circumstances varchar(100);
