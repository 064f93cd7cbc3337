// model: shop
// notice: 6 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
for (let id = 1; id <= 6; id++) sql`select name from customers where id = ${id}`
