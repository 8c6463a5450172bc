y = sum(i^2 for i in 1..3);
