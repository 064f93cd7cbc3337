// model: shop
for (let batch = 0; batch < 6; batch++) Tag.insert([{ name: `${batch} a` }, { name: `${batch} b` }])
