# a minimum where J is singular
engines = vm
exit = any
sse = 2.7950561e-5 +- 1e-6 rel
