// gives: "root"
Note.findOneBy({ id: 1 }).folder.title
