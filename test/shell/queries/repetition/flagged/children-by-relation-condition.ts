// model: shop
// notice: 20 × SELECT … FROM orders JOIN customers WHERE customers.id = ? : load them with relations: { bought: true } (of Customer)
for (const { id } of Customer.find()) Order.findBy({ buyer: { id } })
