// model: shop
// notice: 6 × UPDATE customers SET name = ? WHERE id = ? : save them together: Customer.save([...])
dataSource.transaction(async manager => {
  for (const customer of await manager.findBy(Customer, { id: Between(1, 6) })) await manager.save(Object.assign(customer, { name: 'x' + customer.id }))
})
