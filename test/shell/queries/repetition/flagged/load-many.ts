// model: shop
// notice: 20 × SELECT … FROM orders WHERE buyerId = ? : load them with relations: { bought: true } (of Customer)
for (const customer of Customer.find()) dataSource.createQueryBuilder().relation(Customer, 'bought').of(customer).loadMany()
