-- In place of the index without handed_on: a late dispense is judged by those around it, not by all that came after it, whose
-- rows need no longer be looked at.
drop index dispense_patient_until;
create index dispense_patient_days on dispense (patient_id, handed_by, handed_on);
