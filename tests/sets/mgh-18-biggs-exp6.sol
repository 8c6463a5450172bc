# The published value is of a saddle: x1 = x5 and x3 = x6, and parting them lowers
# the loss.
engines = vm
verdict = SADDLE
exit = any
sse = 0.00565564992552 +- 1e-6 rel
