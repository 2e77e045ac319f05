# the map page
