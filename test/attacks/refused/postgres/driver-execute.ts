const [client, release] = dataSource.driver.obtainMasterConnection(); try { dataSource.driver.executeQuery(client, 'begin read write; delete from assignments; commit') } finally { release() }
