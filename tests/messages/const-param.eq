param p = 2;
const c = 2*p;
x = c;
