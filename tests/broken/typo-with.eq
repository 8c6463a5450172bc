x^2 = 2;
solve wiht newton;
