let x == 3;
