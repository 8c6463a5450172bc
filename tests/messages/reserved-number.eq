unknown inf;
pi = 3;
