-- Reviews and activities of plans with their moments (epoch milliseconds), for figures; written with the Tasks of the same ids.
create table careplan_review (
    task_id      varchar(64) ${collate} not null primary key,
    -- Organizations of whoever was asked, and of who asked; null where none is known.
    organization varchar(64) ${collate},
    sender       varchar(64) ${collate},
    -- The ServiceRequest that the plan names as what it answers, and when that was written.
    referral     varchar(64) ${collate},
    referred     bigint,
    pushed       bigint      not null,
    due          bigint,
    acknowledged bigint,
    decided      bigint,
    -- accepted or rejected
    decision     varchar(20)
);
create index careplan_review_pushed on careplan_review (pushed);
create index careplan_review_referral on careplan_review (referral);

create table careplan_activity (
    task_id      varchar(64) ${collate} not null primary key,
    organization varchar(64) ${collate},
    asked        bigint      not null,
    -- Task.status
    state        varchar(20) not null
);
create index careplan_activity_asked on careplan_activity (asked);
