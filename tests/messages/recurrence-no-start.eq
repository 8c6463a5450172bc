let h[k in 1..5] = h[k-1]/2;
show h[5];
