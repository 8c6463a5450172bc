unknown x;
x = logsumexp(3);
