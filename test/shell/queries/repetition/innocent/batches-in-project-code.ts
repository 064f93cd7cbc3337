// model: shop
project.byTheHundred()
