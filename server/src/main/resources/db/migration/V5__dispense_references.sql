-- Which resources were asked for when a dispense was read, found or not: when one of them arrives or changes, the dispense is
-- read again. The search index cannot tell: a prescription may be contained in its dispense. A row that is no longer true
-- costs one reading in vain, so none is ever taken away.
create table dispense_reference (
    -- Type/id.
    target      varchar(120) not null,
    dispense_id varchar(64)  not null,
    primary key (target, dispense_id)
);
