# and, or, not and comparisons
let c = if p > 0 and q > 0 and r > 0 then 1 else 0;
let c = if p > 0 and q > 0 or r > 0 then 1 else 0;
let c = if p > 0 or q > 0 and r > 0 then 1 else 0;
let c = if p > 0 or q > 0 or r > 0 then 1 else 0;
let c = if not p > 0 and q > 0 then 1 else 0;
let c = if p > 0 or not q > 0 then 1 else 0;
let c = if not not p > 0 then 1 else 0;
let c = if (p > 0 or q > 0) and r > 0 then 1 else 0;
