let v[3] = 2;
show v;
