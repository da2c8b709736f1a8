-- What tells a Subscription from another that had its id; null for one of before.
alter table notification_subscription add column nonce varchar(36);
-- The last event of the message that was tried last: a retry has the same events.
alter table notification_subscription add column attempted bigint default 0 not null;
