-- In what language the summary of a disclosure is: en or fr.
alter table disclosure add column language varchar(2) default 'en' not null;
