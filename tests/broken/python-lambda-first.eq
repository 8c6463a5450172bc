lambda x;
