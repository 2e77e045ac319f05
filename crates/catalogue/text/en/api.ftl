# the programming interface
