-- What was believed of dispenses, and when: a row is added when a dispense arrives or reads otherwise than before, and ended,
-- never changed or taken away, when it is corrected or reversed. So what was known at an earlier moment can be asked for.
-- Made anew from the history of resources by $reindex of MedicationDispense.
create table dispense_version (
    dispense_id    varchar(64)  not null,
    patient_id     varchar(64)  not null,
    din            varchar(8),
    monitored      boolean,
    prescriber     varchar(400),
    pharmacy       varchar(400),
    quantity       varchar(100),
    unit           varchar(400),
    days_supply    integer,
    handed_on      date         not null,
    handed_over_at bigint,
    arrival        bigint       not null,
    handed_by      date         not null,
    unplaced       varchar(40),
    practice       varchar(400),
    circumstances  varchar(100),
    -- When the server learned of it, milliseconds since 1970; 0 where that was before this table, until $reindex.
    recorded_at    bigint       not null,
    -- When it stopped being believed; null where it has not.
    voided_at      bigint
);

insert into dispense_version (dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit, days_supply,
        handed_on, handed_over_at, arrival, handed_by, unplaced, recorded_at)
    select dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit, days_supply,
        handed_on, handed_over_at, arrival, handed_by, unplaced, 0
    from dispense;

create index dispense_version_patient on dispense_version (patient_id, handed_by);
create index dispense_version_dispense on dispense_version (dispense_id);
