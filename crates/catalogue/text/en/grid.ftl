# the grid of schools
