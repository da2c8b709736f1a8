-- One row for each dispense that counts (not cancelled, not entered in error): what the rules and $mme need of it, so that
-- no resource is parsed again. Can be rebuilt from the MedicationDispense resources at any time.
create table dispense (
    dispense_id    varchar(64)    not null primary key,
    patient_id     varchar(64)    not null,
    din            varchar(8),
    monitored      boolean,
    prescriber     varchar(400),
    pharmacy       varchar(400),
    -- A decimal as text: exact, whatever its length.
    quantity       varchar(100),
    unit           varchar(400),
    days_supply    integer,
    handed_on      date           not null,
    handed_over_at bigint,
    arrival        bigint         not null,
    -- Ids of the rules that this dispense breaks at present, separated by blanks.
    findings       varchar(400)   not null
);
create index dispense_patient on dispense (patient_id, handed_on);
