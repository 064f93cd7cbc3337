dataSource.transaction((manager) => manager.query('set local standard_conforming_strings = off').then(() => manager.query(`select 'a\\'' || lo_export(1001, '${outside}') || 'b'`)))
