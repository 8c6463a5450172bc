x = 2;  // two
