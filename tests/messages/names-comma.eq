unknown a b c;
a = 1;
