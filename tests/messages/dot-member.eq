y = a.b;
