dataSource.query(`select 1 /*!99999 x */ /*!50000 into outfile '${outside}' */`)
