const shared = 1;
