-- By way of which resources the dispenses of a patient were read. The prescribers, pharmacies and products of a patient are
-- few and come again with every dispense: one row for all of them instead of one for each dispense.
create table dispense_source (
    -- Type/id.
    target      varchar(120) not null,
    -- Whose dispenses; empty where the row is about one dispense.
    patient_id  varchar(64)  not null,
    -- Empty where the row is about all dispenses of the patient.
    dispense_id varchar(64)  not null,
    primary key (target, patient_id, dispense_id)
);

insert into dispense_source (target, patient_id, dispense_id)
    select distinct r.target, d.patient_id, ''
    from dispense_reference r join dispense d on d.dispense_id = r.dispense_id
    where r.target not like 'MedicationRequest/%';

insert into dispense_source (target, patient_id, dispense_id)
    select r.target, '', r.dispense_id
    from dispense_reference r
    where r.target like 'MedicationRequest/%'
        or not exists (select 1 from dispense d where d.dispense_id = r.dispense_id);

drop table dispense_reference;
