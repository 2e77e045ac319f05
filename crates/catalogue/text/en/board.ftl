# the year board and comparisons
