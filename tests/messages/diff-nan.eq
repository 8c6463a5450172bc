unknown x = 1;
let y = log(x) + 1;
y = 1;
