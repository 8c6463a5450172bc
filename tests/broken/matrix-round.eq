data A = [(1, 2), (3, 4)];
sum(A) = x;
