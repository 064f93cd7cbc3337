log(eval('1', '2', log('evaluated')), eval(...['3']), eval(...['4'], 5)); function f() { var z = 6; return eval(...['z']); } log(f());
