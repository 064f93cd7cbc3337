// model: shop
for (const column of ['id', 'name', 'code']) sql`select ${sql.name(column === 'code' ? 'id' : column)} from customers where id = ${1}`; Customer.find({ select: { id: true }, where: { id: 1 } }); Customer.find({ select: { name: true }, where: { id: 2 } }); Customer.findOneBy({ id: 3 })
