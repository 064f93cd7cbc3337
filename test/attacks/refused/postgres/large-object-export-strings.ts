// Where a backslash ends a string is a setting.
dataSource.query(`set standard_conforming_strings = off`)

dataSource.query(`select 'a\\'' || lo_export(1001, '${outside}') || 'b'`)
