solver = lbfgsb
