# needs
