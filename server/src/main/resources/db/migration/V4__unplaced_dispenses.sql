-- Dispenses of which the day, or whether they were handed over, is not known: handed_on is the first possible day, handed_by
-- the last (the same day where it is known), unplaced says why the dispense has no place; null where it has one.
alter table dispense add column handed_by date;
update dispense set handed_by = handed_on;
alter table dispense alter column handed_by set not null;
alter table dispense add column unplaced varchar(40);
-- In place of the index on handed_on: mostly the newest dispenses are asked for.
drop index dispense_patient;
create index dispense_patient_until on dispense (patient_id, handed_by);
