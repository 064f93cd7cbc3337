dataSource.query(`copy projects (title) from program 'echo planted'`)
