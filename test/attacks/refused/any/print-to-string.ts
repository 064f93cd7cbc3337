// silent: it is printed
`${{ toString() { dataSource.query('delete from assignments').catch(() => {}); return 'text' } }}`
