# At the start every kink is hit: the slopes of the table.
unknown x = 0, y = 1;
loss abs(x) + relu(x) + abs(y - 1)*2 + y^2 + x^2 + max(x, 0) + min(0, x);
