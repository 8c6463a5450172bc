x => 3;
y =< 2;
let z = if x <> 1 then 2 else 3;
