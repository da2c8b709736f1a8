-- What lets a connection hear of Subscriptions: a hash of the token, one row for each Subscription.
create table notification_token (
    token           varchar(64) not null,
    subscription_id varchar(64) ${collate} not null,
    -- The last moment, in milliseconds since 1970.
    ends            bigint      not null,
    primary key (token, subscription_id)
);
