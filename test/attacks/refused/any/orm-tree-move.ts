leaf = Folder.findOneBy({ title: 'leaf' })

leaf.parent = null

leaf.save()
