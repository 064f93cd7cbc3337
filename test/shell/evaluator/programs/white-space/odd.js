var	a=1, b﻿= 2, c = a　+ b; log(c); log(a); log('line separator');
