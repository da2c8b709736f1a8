-- Decisions that a hook told, on their way to being resources: kept with their row, which costs little, and stored as
-- resources when the server has time for it.
create table imaging_told (
    decision_id varchar(26) not null primary key,
    issued      bigint      not null,
    -- A Bundle of the resources, deflated JSON.
    resources   ${bytes}    not null,
    -- Another system holds the record of the patient.
    abroad      boolean     not null,
    -- It could not be stored: left for an operator.
    set_aside   boolean     default false not null
);
create index imaging_told_next on imaging_told (set_aside, issued);
