# Two names that differ in case only: a warning.
unknown a = 1, A = 2;
a + A = 3;
a - A = 1;
