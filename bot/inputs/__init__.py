"""What people write into options and forms, read: the same at both doors. Pure; knows neither of them."""
