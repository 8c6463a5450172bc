unknown show;
x = let + 1;
