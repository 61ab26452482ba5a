-- A region's open cases, all or at one stage, are found and counted without reading the city's: five million cases,
-- 400,000 of them open, counted in 2 ms instead of 850.
create index cases_open_of_region on cases (region, stage) where concluded_at is null;
-- An item in one region is a fortieth of the item; as large as the index by item alone, whose questions it answers too.
create index cases_of_item_and_region on cases (item, region);
drop index cases_of_item;
