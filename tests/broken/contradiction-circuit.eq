# three currents meet in a node, twice
node1: i1 - i2 - i3 = 0;
node2: i2 + i3 - i1 = 0.5;
source: i1 = 2;
