"""What a day calls for, one errand a module: each does it for a day and says how much there was; twice does nothing."""
