sql`create or replace function planted() returns int return 1`
