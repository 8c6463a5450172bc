# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 87.
unknown x1 = 390 in [0, 400], x2 = 1000 in [0, 1000], x3 = 419.5 in [340, 420],
        x4 = 340.5 in [340, 420], x5 = 198.175 in [-1000, 1000], x6 = 0.5 in [0, 0.5236];
minimize (if x1 < 300 then 30*x1 else 31*x1)
    + (if x2 < 100 then 28*x2 else (if x2 < 200 then 29*x2 else 30*x2));
300 - x1 - x3*x4/131.078*cos(1.48477 - x6) + 0.90798*x3^2/131.078*cos(1.47588) = 0;
-x2 - x3*x4/131.078*cos(1.48477 + x6) + 0.90798*x4^2/131.078*cos(1.47588) = 0;
-x5 - x3*x4/131.078*sin(1.48477 + x6) + 0.90798*x4^2/131.078*sin(1.47588) = 0;
200 - x3*x4/131.078*sin(1.48477 - x6) + 0.90798*x3^2/131.078*sin(1.47588) = 0;
