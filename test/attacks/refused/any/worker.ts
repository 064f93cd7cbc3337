const { Worker } = require('node:worker_threads'); worker = new Worker("require('typeorm')", { eval: true, workerData: dataSource.options })
