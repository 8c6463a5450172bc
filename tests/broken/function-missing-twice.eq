# One function that is nowhere, called three times.
unknown x;
x = lgo(2) + lgo(3)*lgo(x);
