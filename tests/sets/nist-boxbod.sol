engines = vm
verdict = LEAST_SQUARES
b = [213.80940889, 0.54723748542] +- 1e-9 rel
std_error.b = [12.354515176, 0.10455993237] +- 1e-8 rel
sse = 1168.0088766 +- 1e-9 rel
