# two tanks: the second balance was written for the first tank
unknown h1, h2, q1, q2;
q1 = 0.3*sqrt(h1);
q2 = 0.2*sqrt(h2);
balance1: 1 - q1 = 0;
balance2: q1 - 1 = log(q1);
