x = 3 -- limit
;
