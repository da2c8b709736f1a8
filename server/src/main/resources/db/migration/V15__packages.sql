-- FHIR packages that a site has installed: one version of each.
create table installed_package (
    name      varchar(200) not null primary key,
    version   varchar(100) not null,
    -- Of all that is installed, after it was: by it a node sees that it must read again.
    revision  bigint       not null,
    installed bigint       not null
);

create table installed_definition (
    type         varchar(64)  not null,
    url          varchar(600) not null,
    -- Empty where it has none.
    version      varchar(100) not null,
    package_name varchar(200) not null,
    -- JSON, as it lies in the package.
    body         ${bytes}     not null,
    primary key (type, url, version)
);
