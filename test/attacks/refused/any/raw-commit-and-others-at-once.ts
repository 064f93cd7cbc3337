Promise.all(['commit', 'delete from assignments', 'commit', 'rollback', 'delete from assignments', 'commit'].map((each) => dataSource.query(each)))
