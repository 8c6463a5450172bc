# exit 0
import sys
sys.stdout.buffer.write(b"\xef\xbb\xbfx = 1;\r\ny = x + 1;\r\n")
