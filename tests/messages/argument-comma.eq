x = f(a,
      b
      c);
y = 1;
