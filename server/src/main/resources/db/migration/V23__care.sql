-- Who takes part in whose care, as Patient and CareTeam say: written with them, in their transaction. Access asks it.
create table care_relation (
    -- Which resource says so.
    source     varchar(100) ${collate} not null,
    patient_id varchar(64) ${collate}  not null,
    -- Practitioner/x, PractitionerRole/x or Organization/x.
    member     varchar(100) ${collate} not null,
    -- Milliseconds since 1970; the end does not belong to it.
    starts     bigint       not null,
    ends       bigint       not null
);
create index care_relation_patient on care_relation (patient_id, member);
create index care_relation_source on care_relation (source);
