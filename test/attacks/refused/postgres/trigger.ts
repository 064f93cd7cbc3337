sql`create trigger planted before update on employees for each row execute function suppress_redundant_updates_trigger()`
