sql`create trigger planted after insert on employees begin delete from assignments; end`
