dataSource.driver.master.query("do $$ begin commit; set transaction read write; delete from assignments; end $$")
