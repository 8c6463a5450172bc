unknown a;
let R = [[cos(a), -sin(a)], [sin(a), cos(a)]];
R[1] = 1;
(R @ R)[1, 2, 3] = 1;
