# two products: at least 50 of each, and margins that no amounts reach
const most = 200, least = 50, p1 = 1.4, p2 = 6.1;
unknown n1 = 60, n2 = 60;
let total = n1 + n2;
let in1 = p1*n1;
let in2 = p2*n2;
maximize in1 - n1 + in2 - n2;
floor1: n1 >= least;
floor2: n2 >= least;
room:   total <= most;
n1 <= 100;
n2 <= 100;
gain1: in1 >= 2.3*total;
gain2: in2 >= 2.3*total;
