unknown x=3, y=2;
loss abs(x - 2)*1000 + abs(x-y);
