# The second path is meant from the folder of the file that it stands in.
use "used/none.eq";
use "used/lost.eq";
use "used";
x = 2;
