sql`create or replace table assignments (id int)`
