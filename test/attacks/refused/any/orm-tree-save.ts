tree = dataSource.getTreeRepository(Folder)

tree.save({ title: 'branch', parent: tree.findOneBy({ title: 'root' }), children: [] })
