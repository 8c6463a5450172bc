unknown for;
x = 3;
