// model: shop
// notice: 6 × UPDATE customers SET name = ? WHERE id = ? : save them together: Customer.save([...])
for (let id = 1; id <= 6; id++) Customer.update(id, { name: `Number ${id}` })
