// model: shop
// notice: 20 × SELECT … FROM orders WHERE buyerId = ? : load them with relations: { bought: true } (of Customer)
for (const { id } of Customer.find()) Order.createQueryBuilder('o').where('o.buyer = :id', { id }).getMany()
