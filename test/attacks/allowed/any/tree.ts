// gives: ["leaf"]
dataSource.getTreeRepository(Folder).findTrees()[0].children.map(({ title }) => title)
