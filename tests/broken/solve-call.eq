sol = solve(x + y = 3);
