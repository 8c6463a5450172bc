# Five satellites: position and clock bias of a receiver, in metres.
const n = 5;
data s[n, 3] = [[15600e3, 7540e3, 20140e3], [18760e3, 2750e3, 18610e3],
                [17610e3, 14630e3, 13480e3], [19170e3, 610e3, 18390e3],
                [12000e3, -9000e3, 21000e3]];
param rho[n] = [21437118.421, 21721203.902, 23219089.573, 21769098.574,
                20416577.033];
unknown x[3] = 0, b = 0;
let d[i in 1..n] = norm(s[i, 1..3] - x) + b;
rho ~ d;
