// gives: {"id":2,"title":"XYZ Project React UI","budget":100000}
Project.findOneBy({ id: 2 })
