# exit 1
import sys
sys.stdout.buffer.write(b"x = \xff\xfe 1;\n")
