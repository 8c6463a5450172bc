# Four sums, four unknowns. Is there only one answer?
A + B = 9;   C - D = 1;
A + C = 8;   B - D = 2;
