-- What is sent with each message of a Subscription: a header a line, its value sealed.
alter table notification_subscription add column headers varchar(24000);
