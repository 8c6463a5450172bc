data t from 'a.csv';
x = 1;
