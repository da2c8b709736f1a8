-- Longest: full-resource.
alter table notification_subscription alter column content set data type varchar(20);
-- rest-hook, websocket, email or message
alter table notification_subscription add column channel varchar(10) default 'rest-hook' not null;
-- Events in a message at most; milliseconds for one (null: as the settings say), and between two (null: no heartbeats).
alter table notification_subscription add column most integer default 20 not null;
alter table notification_subscription add column patience bigint;
alter table notification_subscription add column heartbeat bigint;
-- When a heartbeat is due, unless something else is sent before; never where there are none.
alter table notification_subscription add column heartbeat_due bigint default 9223372036854775807 not null;
-- Numbers that were asked for again; 0 for none.
alter table notification_subscription add column again_from bigint default 0 not null;
alter table notification_subscription add column again_until bigint default 0 not null;
-- Who subscribed, and by which claims: empty for who reaches everybody, as all did before.
alter table notification_subscription add column holder varchar(64) default '' not null;
alter table notification_subscription add column claims varchar(8000) default '' not null;
-- Whether each event is looked at before it gets a number: for who does not reach everybody.
alter table notification_subscription add column limited boolean default false not null;
-- Of these events: number of the last that happened, and of the last that was looked at.
alter table notification_subscription add column last_pending bigint default 0 not null;
alter table notification_subscription add column looked bigint default 0 not null;
-- The Task that tells the operator of a receiver that was given up.
alter table notification_subscription add column task_id varchar(64);

-- What happened, in order, before anybody has looked whether the subscriber may hear of it.
create table notification_pending (
    subscription_id varchar(64) ${collate} not null,
    pending_no      bigint       not null,
    at              bigint       not null,
    -- Type/id
    focus           varchar(200) not null,
    primary key (subscription_id, pending_no)
);
create index notification_pending_at on notification_pending (at);
