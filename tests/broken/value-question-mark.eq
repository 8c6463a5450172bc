unknown x = ?;
x^2 = 2;
