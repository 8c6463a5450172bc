x^2 = 2;
solve with newtno;
