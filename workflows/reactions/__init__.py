"""What follows by itself: facts and days in, requests out. Nothing is executed here, and twice does nothing twice."""
