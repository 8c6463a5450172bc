x =
let y = 3;
z = y;
