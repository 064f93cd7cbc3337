repo(Project).upsert({ id: 1, title: 'Taken over' }, ['id'])
