x^2 = 2;
solve using newton;
