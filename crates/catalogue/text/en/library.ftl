# the library pages
