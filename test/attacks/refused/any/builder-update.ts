dataSource.createQueryBuilder().update(Employee).set({ name: () => "concat(name, '!')" }).where('id = :id', { id: 1 }).execute()
