# exit 1
import sys
sys.stdout.buffer.write("x = 1;".encode("utf-16"))
