setImmediate(() => manager.save(Employee, { name: 'Eve' })), process.nextTick(() => sql`delete from assignments`)
