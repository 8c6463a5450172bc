balance.. x + y =e= 3;
