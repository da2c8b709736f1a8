-- Decisions of hooks and of the operation are kept alike: one table for decisions, one for what became of them.
alter table imaging_decision alter column guideline drop not null;
alter table imaging_decision alter column order_hash drop not null;
-- Null for decisions that were told to nobody, and for those of hooks from before they were signed.
alter table imaging_decision alter column token drop not null;
-- Of hooks: whose call it was, which hook, and how pressing the card was, none where nobody was interrupted.
alter table imaging_decision add column client varchar(200);
alter table imaging_decision add column hook varchar(40);
alter table imaging_decision add column indicator varchar(10);
-- live; shadow or silenced where nobody saw it.
alter table imaging_decision add column mode varchar(10) default 'live' not null;

insert into imaging_decision (decision_id, issued, result, scenario, procedure_key, client, hook, indicator, mode)
select d.decision_id, d.decided, case when d.verdict = 'no-criteria' then 'no-criteria-apply' else d.verdict end,
    substring(d.rule from 1 for position('/' in d.rule) - 1), substring(d.rule from position('/' in d.rule) + 1),
    d.client, d.hook, d.indicator, lower(d.mode)
from cds_decision d
where length(d.decision_id) = 26
    and not exists (select 1 from imaging_decision i where i.decision_id = d.decision_id);

-- Null for a card that nobody here knows.
alter table imaging_feedback alter column decision_id drop not null;
alter table imaging_feedback alter column reason_system set data type varchar(400);
alter table imaging_feedback alter column reason_code set data type varchar(400);
-- Of cards: ids of the suggestions that were taken, separated by blanks; the reason and the words of the user as sent.
alter table imaging_feedback add column accepted varchar(5000);
alter table imaging_feedback add column reason_display varchar(400);
alter table imaging_feedback add column user_comment varchar(4000);
alter table imaging_feedback add column received bigint;

insert into imaging_feedback (decision_id, card, outcome, reason_system, reason_code, comment_present, at, client, accepted,
    reason_display, user_comment, received)
select i.decision_id, f.card_id, f.outcome, f.reason_system, f.reason_code, f.user_comment is not null, f.outcome_at, f.client,
    f.accepted, f.reason_display, f.user_comment, f.received
from cds_feedback f
left join cds_decision d on d.card_id = f.card_id
left join imaging_decision i on i.decision_id = d.decision_id;
-- The same outcome of a card counts once.
create unique index imaging_feedback_card on imaging_feedback (card, at);

drop table cds_feedback;
drop table cds_decision;
