# how far `if` reaches
let c = if p > 0 then a + 1 else b + 1;
let c = (if p > 0 then a else b) + 1;
let c = if p > 0 then if q > 0 then a else b else c;
let c = if p > 0 then a else if q > 0 then b else c;
x = if p > 0 then a else b;
