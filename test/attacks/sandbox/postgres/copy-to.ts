// refused
dataSource.query(`copy employees to '${outside}'`)
