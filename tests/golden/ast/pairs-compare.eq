# comparisons beside arithmetic, and chained
let c = if a < b + 1 then 1 else 0;
let c = if a <= b + 1 then 1 else 0;
let c = if a > b + 1 then 1 else 0;
let c = if a >= b + 1 then 1 else 0;
let c = if a == b + 1 then 1 else 0;
let c = if a != b + 1 then 1 else 0;
let d = if a - 1 <= b then 1 else 0;
let e = if -a <= b^2 then 1 else 0;
let f = if a < b <= c then 1 else 0;
0 <= x <= 1;
x + y <= 3;
