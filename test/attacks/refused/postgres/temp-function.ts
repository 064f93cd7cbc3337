sql`create function pg_temp.wipe() returns void language sql as 'delete from assignments'`
