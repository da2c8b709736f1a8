-- Patient.link between records here, whatever its type: each says that both are about one person. Each link twice, once in
-- each direction; named_by is the record that says it.
create table patient_link (
    patient_id varchar(64) not null,
    other_id   varchar(64) not null,
    named_by   varchar(64) not null,
    primary key (patient_id, other_id, named_by)
);

-- The records of one person, by all links: those with the same person_id, which is the smallest of their ids. A record
-- without links has no row.
create table patient_person (
    patient_id varchar(64) not null primary key,
    person_id  varchar(64) not null
);
create index patient_person_records on patient_person (person_id);
