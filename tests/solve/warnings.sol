# What eqc says of the file is in the result, too, on both engines.
verdict = ROOT
a = 2 +- 1e-12
contains warnings = differ only in upper and lower case
