unknown x[3], y[3];
for i in 1..3 {
    x[i] = i
    y[i] = 2*i;
}
