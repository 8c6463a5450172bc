# exit 1
import sys
sys.stdout.buffer.write(b"x = 1; # \0\n y = 2;\n")
