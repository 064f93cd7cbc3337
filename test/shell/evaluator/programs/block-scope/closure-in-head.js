let f, g, h;
for (let x = (f = () => x, 1); (g = () => x, x < 2); h = () => x, x++) x = x;
log(f(), g(), h());
