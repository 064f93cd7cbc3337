// refused
dataSource.query(`copy projects (title) from program 'touch ${outside}'`)
