const { Worker } = require('node:worker_threads'); options = JSON.stringify({ ...dataSource.options, entities: [], migrations: [], namingStrategy: undefined })

const code = "const { DataSource } = require('typeorm'); const { workerData, parentPort } = require('node:worker_threads'); new DataSource(JSON.parse(workerData)).initialize().then((mine) => mine.query('delete from assignments')).then(() => 'done', (error) => error.message).then((end) => parentPort.postMessage(end))"

new Promise((done) => new Worker(code, { eval: true, workerData: options }).on('message', done).on('error', (error) => done(error.message))).then((end) => { throw new Error(end) })
