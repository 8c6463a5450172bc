# Normal equations solved by elimination in another program.
verdict = LEAST_SQUARES
w = [0.9710863998449742, -2.030005458775552, 0.520121269429402, 2.9981311533617974] +- 1e-12
loss = 4.75154440785586 +- 1e-12
residual = 1.8218725688769999 +- 1e-12
gradient = [0, 0, 0, 0] +- 1e-12
gram = [5.469326, 52.643161, -16.149334] +- 1e-12
all = 0.034616666666666664 +- 1e-15
top = 2.189
rows = 30
columns = 4
