var x = 3;
