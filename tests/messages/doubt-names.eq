presure*V = n*R;
pressure = 3; V = 2; n = 1;
