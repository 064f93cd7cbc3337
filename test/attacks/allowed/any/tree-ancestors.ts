// gives: 2
dataSource.getTreeRepository(Folder).countAncestors(Folder.findOneBy({ title: 'leaf' }))
