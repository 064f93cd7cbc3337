manager.insert(Project, { title: 'Mine', budget: 1 })
