-- What each Subscription wants to hear, and how far it has heard; beside the resource of the same id.
create table notification_subscription (
    subscription_id varchar(64) ${collate} not null primary key,
    -- The version of the resource that this is from.
    version       integer       not null,
    -- Subscription.status
    state         varchar(10)   not null,
    topic         varchar(40)   not null,
    -- What filters ask for; null for whichever.
    owner         varchar(100) ${collate},
    patient       varchar(100) ${collate},
    endpoint      varchar(2000) not null,
    -- empty or id-only
    content       varchar(10)   not null,
    -- Numbers of the last event, and of the last one that the receiver has.
    last_event    bigint        not null,
    delivered     bigint        not null,
    -- Attempts that failed one after the other, and since when.
    failures      integer       not null,
    failing_since bigint,
    -- Nothing is sent before.
    due           bigint        not null,
    -- The worker that sends, and until when no other takes over.
    lease         varchar(40),
    leased_until  bigint        not null
);
create index notification_subscription_topic on notification_subscription (topic);

-- What happened, numbered without gaps for each subscription: written with the change itself.
create table notification_event (
    subscription_id varchar(64) ${collate} not null,
    event_no        bigint       not null,
    at              bigint       not null,
    -- Type/id
    focus           varchar(200) not null,
    primary key (subscription_id, event_no)
);
create index notification_event_at on notification_event (at);
