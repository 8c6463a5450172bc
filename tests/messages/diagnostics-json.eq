unknown "x;
y = sinn(2;
