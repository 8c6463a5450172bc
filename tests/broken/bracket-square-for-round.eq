# brackets of a sum are round
x = 2*[1 + 3];
