repo(Employee).createQueryBuilder().update().set({ name: 'Eve' }).execute()
