# abs has slope 0 at 0, where the second derivatives begin, too
unknown u[6] = 0;
unknown v[6] = 1;
loss sin(u[1] + abs(u[2]) + abs(v[1] - v[2])*u[3]) + abs(u[4])*v[1];
