// gives: "<Employee 1, Uri Lee, 2022-05-17>"
String(Employee.findOneBy({ id: 1 }))
