function* g() { yield arguments.length; yield arguments[0]; }
log([...g('x', 'y')].join());
