use "shared.eq;
x = 1;
