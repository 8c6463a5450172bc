unknown pressure, flow;
presure*flow = 3;
flow = 2;
pressure = 1;
