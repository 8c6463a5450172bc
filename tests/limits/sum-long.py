# cmd check
# exit 0
# seconds 2
# What a check looks at beyond the text is not worth a thousand million terms.
print("a = sum(i in 1..1073741824: i*0.5);")
