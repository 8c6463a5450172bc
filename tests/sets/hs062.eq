# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 62.
unknown x1 = 0.7 in [0, 1];
unknown x2 = 0.2 in [0, 1];
unknown x3 = 0.1 in [0, 1];
minimize -32.174 * (255 * log((x1 + x2 + x3 + 0.03) / (0.09 * x1 + x2 + x3 + 0.03)) + 280 *
    log((x2 + x3 + 0.03) / (0.07 * x2 + x3 + 0.03)) + 290 * log((x3 + 0.03) / (0.13 * x3 +
    0.03)));
x1 + x2 + x3 - 1 = 0;
