feed: F = 100;
split: F = P + W;
product: P = 0.7*F;
waste: W = 0.4*F;
