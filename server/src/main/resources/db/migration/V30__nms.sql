-- What pharmacies submitted by MedicationDispense/$nms-submit, by their own numbers: a repetition gets the answer to the first
-- one, and a reversal finds what it takes back.
create table nms_submission (
    -- system|value of the pharmacy's identifier.
    pharmacy       varchar(400) not null,
    prescription   varchar(100) not null,
    transaction_no varchar(100) not null,
    -- SHA-256 of what was sent.
    content_hash   varchar(64)  not null,
    dispense_id    varchar(64)  not null,
    patient_id     varchar(64)  not null,
    dispensed_on   date         not null,
    -- Milliseconds since 1970.
    received       bigint       not null,
    -- When it was taken back; null where it was not.
    reversed       bigint,
    primary key (pharmacy, prescription, transaction_no)
);
create index nms_submission_dispense on nms_submission (dispense_id);

-- Patients of whom a rule failed when a dispense was stored: they are judged again in the background.
create table dispense_recheck (
    patient_id varchar(64) not null primary key,
    queued     bigint      not null
);
