var a = 1 log(a); // comment log('after separator'); /*   */ log('end'); var b = `x y`; log(b.length, 'x y'.length); log('a\
b', `c\
d`);
log(`a
b`.length);log('cr');
