// gives: [1,2]
async function ids(entity) { return (await repo(entity).find({ order: { id: 'ASC' } })).map(({ id }) => id) }

ids(Project)
