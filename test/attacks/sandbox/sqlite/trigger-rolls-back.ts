sql`create temp trigger undo before insert on projects begin select raise(rollback, 'no'); end`

dataSource.query("insert into projects (title) values ('x')").catch(() => {}).then(() => dataSource.query('delete from assignments'))
