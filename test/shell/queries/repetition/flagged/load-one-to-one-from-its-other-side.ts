// model: shop
// notice: 20 × SELECT … FROM cards JOIN customers WHERE customers.id = ? AND cards.id = ? : load them with relations: { card: true } (of Customer)
for (const customer of Customer.find()) Card.findOneBy({ customer: { id: customer.id } })
