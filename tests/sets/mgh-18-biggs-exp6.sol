# The start leads to a saddle, of which the published value is: x1 = x5 and
# x3 = x6, and parting them lowers the loss.  Another start leads to 0.
engines = vm
verdict = LEAST_SQUARES
exit = any
sse = 0 +- 1e-20
