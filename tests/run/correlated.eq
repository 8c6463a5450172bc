# Years far from 0: slope and intercept can hardly be told apart.
data year = [2001, 2003, 2005, 2007, 2009, 2011];
data level = [3.1, 3.6, 3.8, 4.5, 4.6, 5.1];
level ~ slope*year + level0;
show slope*2013 + level0 as next;
