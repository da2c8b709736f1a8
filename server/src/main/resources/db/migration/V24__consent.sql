-- What active Consents withhold of a patient's record, and for whom it is open again for a while: written with them, in their
-- transaction. Access asks it.
create table consent_directive (
    -- Which Consent says so: Consent/x.
    source      varchar(100) ${collate} not null,
    patient_id  varchar(64) ${collate}  not null,
    -- False: withholds. True: opens what others withhold.
    opens       boolean      not null,
    -- Practitioner/x, PractitionerRole/x or Organization/x; * for everybody.
    actor       varchar(100) ${collate} not null,
    -- Type/id of a resource, or Type/ for all of a type; empty for all that is about the patient but the Patient itself.
    target      varchar(110) ${collate} not null,
    -- Milliseconds since 1970; the end does not belong to it.
    starts      bigint       not null,
    ends        bigint       not null
);
create index consent_directive_patient on consent_directive (patient_id, actor);
create index consent_directive_actor on consent_directive (actor);
create index consent_directive_source on consent_directive (source);
