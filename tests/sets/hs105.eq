# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 105.
data value = [95, 105, 110, 115, 120, 125, 130, 135, 140, 145, 150, 155, 160, 165, 170, 175, 180,
              185, 190, 195, 200, 205, 210, 215, 220, 230, 235, 240, 245, 260];
data times = [1, 1, 4, 4, 15, 15, 15, 13, 21, 12, 17, 4, 20, 8, 17, 8, 6, 6, 7, 4, 3, 3, 8, 1, 6,
              5, 1, 7, 1, 2];
unknown x1 = 0.1 in [0.001, 0.499], x2 = 0.2 in [0.001, 0.499], x3 = 100 in [100, 180],
        x4 = 130 in [130, 210], x5 = 175 in [170, 240], x6 = 11.2 in [5, 25],
        x7 = 13.2 in [5, 25], x8 = 15.8 in [5, 25];
fn part(p, y, m, s) = p/s*exp(-(y - m)^2/(2*s^2));
minimize -sum(times*log((part(x1, value, x3, x6) + part(x2, value, x4, x7)
    + part(1 - x1 - x2, value, x5, x8))/sqrt(2*pi)));
1 - x1 - x2 >= 0;
