data a = [1, 2];
x = logsumexp(a, 2);
