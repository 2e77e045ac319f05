# the administration pages
