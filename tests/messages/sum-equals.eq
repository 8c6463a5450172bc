y = sum(i = 1..3: i^2);
