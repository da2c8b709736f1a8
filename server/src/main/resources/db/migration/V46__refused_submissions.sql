-- Lines of submissions that were refused, for the quality report of the pharmacy that sent them: its own numbers and why,
-- nothing of the patient.
create table nms_refusal (
    -- system|value of the pharmacy's identifier.
    pharmacy       varchar(400) not null,
    prescription   varchar(100),
    transaction_no varchar(100),
    received       bigint       not null,
    received_on    date         not null,
    -- Codes of what was wrong, separated by blanks.
    reasons        varchar(1000) not null
);
create index nms_refusal_pharmacy on nms_refusal (pharmacy, received_on);
