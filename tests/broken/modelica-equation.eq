equation
  x = 3;
