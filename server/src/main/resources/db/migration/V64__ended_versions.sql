-- Every dispense that counts was written twice: here as it is, and into dispense_version as what is believed of it. What still
-- holds is now the row of dispense alone, with when the server learned of it; dispense_version keeps what has ended.
-- dispense_known has both.
-- Locks dispense against everything until it is done. Each row of dispense is written once more (70 000 a
-- second on PostgreSQL, 15 000 on H2; those of before V31 without $reindex are left), so it wants a vacuum. Ended versions move
-- to a new table instead of the others being deleted from the old one: they are few, and the space is given back at once.

-- When the server learned of it, milliseconds since 1970; 0 where that was before V31 and not made anew by $reindex.
alter table dispense add column recorded_at bigint default 0 not null;

update dispense set recorded_at = (
        select max(v.recorded_at) from dispense_version v
        where v.dispense_id = dispense.dispense_id and v.voided_at is null)
    where exists (
        select 1 from dispense_version v
        where v.dispense_id = dispense.dispense_id and v.voided_at is null and v.recorded_at > 0);

create table dispense_version_ended (
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
    recorded_at    bigint       not null,
    -- When it stopped being believed.
    voided_at      bigint       not null
);

insert into dispense_version_ended (dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit, days_supply,
        handed_on, handed_over_at, arrival, handed_by, unplaced, practice, circumstances, recorded_at, voided_at)
    select dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit, days_supply,
        handed_on, handed_over_at, arrival, handed_by, unplaced, practice, circumstances, recorded_at, voided_at
    from dispense_version where voided_at is not null;

drop table dispense_version;
alter table dispense_version_ended rename to dispense_version;
create index dispense_version_patient on dispense_version (patient_id, handed_by);
create index dispense_version_dispense on dispense_version (dispense_id);
create index dispense_version_prescriber on dispense_version (prescriber, handed_by);

-- Without it, the dispenses of one prescriber would be looked for among all.
create index dispense_prescriber on dispense (prescriber, handed_by);

create view dispense_known as
    select dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit, days_supply,
        handed_on, handed_over_at, arrival, handed_by, unplaced, practice, circumstances, recorded_at, voided_at
    from dispense_version
    union all
    select dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit, days_supply,
        handed_on, handed_over_at, arrival, handed_by, unplaced, practice, circumstances, recorded_at, cast(null as bigint)
    from dispense;
