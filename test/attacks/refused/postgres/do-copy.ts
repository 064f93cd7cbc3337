dataSource.query(`do $$ begin execute 'copy (select 1) to program ''touch ${outside}'''; end $$`)
