-- Which endpoints of a definition a company's key gave. Those of before count as an operator's.
alter table virtual_pos add column company_endpoints varchar(500) default '' not null;
