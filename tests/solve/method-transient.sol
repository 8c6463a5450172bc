verdict = ROOT
method = transient
