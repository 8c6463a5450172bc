unknwon x;
x = 1;
