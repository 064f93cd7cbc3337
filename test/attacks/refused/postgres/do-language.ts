dataSource.query(`do language plpgsql $x$ begin perform lo_export(1001, '${outside}'); end $x$`)
