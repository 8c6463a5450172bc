# Brownlee's stack loss data; Venables, Ripley, Modern Applied Statistics with S, 2002,
# section 6.5: rlm with Huber's psi at 1.345 times a scale of 2.441.
data air = [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50,
            56, 70];
data water = [27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20,
              20, 20];
data acid = [89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80,
             82, 91];
data loss_ = [42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15,
              15];
loss_ ~ b0 + b1*air + b2*water + b3*acid with huber(3.283);
