// model: shop
for (const customer of Customer.find()) for (const order of customer.bought) order.lines.length
